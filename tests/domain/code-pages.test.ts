/** Tables of a name and an address in the encodings of many languages: read right, or said to be unclear. */
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { proposeMapping, readPreview } from "@/lib/datasets";
import { dryRun } from "@/lib/datasets/checking/dry-run";
import type { Encoding } from "@/lib/datasets/schema";
import { normaliseName } from "@/lib/identifiers";
import { guessed, pieces } from "../support/imports";
import { languages, namesIn, westernLanguages } from "../support/names-of-languages";

const tableOf = (names: readonly string[]) =>
	`Email,Name,Town\n${names.map((name, at) => `p${at}@example.org,${name},Leeds\n`).join("")}`;

/** The names of a table as they are read in the encoding that is found, or another. */
const namesRead = (bytes: Buffer, format?: { encoding: Encoding }) =>
	readPreview(bytes, format).rows.map(([, name]) => name);

/** How many names of a language have a table each: all of them with npm run fuzz. */
const alone = process.env.FUZZ_RUNS ? Number.POSITIVE_INFINITY : 15;

/** Every so many names of a list, so that its given names and surnames are among them. */
const everyNth = (names: readonly string[], count: number) => {
	const step = Math.floor(names.length / count) | 1;
	return names.filter((_, at) => at % step === 0);
};

const each = Object.entries(languages).flatMap(([name, language]) =>
	language.encodings.map((encoding) => [name, encoding as Encoding, language] as const),
);
const eachWestern = Object.entries(westernLanguages).flatMap(([name, language]) =>
	language.encodings.map((encoding) => [name, encoding as Encoding, language] as const),
);

describe.each(each)("%s names in %s", (_, encoding, language) => {
	const names = namesIn(language);

	it("are read right where there are many", () => {
		const some = everyNth(names, 60);
		const bytes = iconv.encode(tableOf(some), encoding);
		expect(namesRead(bytes)).toEqual(some);
	});

	it("are read right among many names of the United Kingdom in the same encoding", () => {
		const plain = Array.from({ length: 60 }, (_, at) => (at % 2 ? "Ben Fiction" : "Ada Invented"));
		const some = [...plain, ...everyNth(names, 30)];
		expect(namesRead(iconv.encode(tableOf(some), encoding))).toEqual(some);
	});

	it("are read right or said to be unclear where there is one, unless it reads as a name of the same plain letters, too", () => {
		for (const name of everyNth(names, alone)) {
			const bytes = iconv.encode(tableOf([name]), encoding);
			const { format } = readPreview(bytes);
			const isRight = (as: Encoding) => namesRead(bytes, { encoding: as })[0] === name;
			const asRead = namesRead(bytes)[0] ?? "";
			const isSeen = isRight(format.encoding) || (format.unclear ?? []).some(isRight);
			const isAlike = normaliseName(asRead) === normaliseName(name);
			expect([name, asRead, isSeen || isAlike]).toEqual([name, asRead, true]);
		}
	});
});

describe.each(eachWestern)("%s names in %s", (_, encoding, language) => {
	it("are read right and never asked about, be there one or many", () => {
		const names = namesIn(language);
		for (const some of [names, ...everyNth(names, alone).map((name) => [name])]) {
			const bytes = iconv.encode(tableOf(some), encoding);
			const { format, readings } = readPreview(bytes);
			expect([namesRead(bytes), format.encoding]).toEqual([some, encoding === "cp850" ? "cp850" : encoding]);
			if (encoding !== "cp850") expect([some, readings]).toEqual([some, []]);
		}
	});
});

describe("a table in English in windows-1252", () => {
	it.each([
		["pays £5", "don’t ring", "“Ada”"],
		["£nil", "£tbc", "£pa"],
		["café – bar", "5½ hours", "20°C", "© Example", "Acme®", "Acme™"],
		["10m²", "5 m³", "Mª José", "Nº 5", "n° 7"],
		["¿Qué?", "¡Hola!", "«Ada»", "naïve", "façade"],
		["JOSé", "ZOë", "RENéE", "ZOË", "RENÉE"],
		["Ada\u00a0Invented", "O´Made", "Mary–Jane", "1 · 2", "…"],
		["Zoë Invented", "Renée Made", "José Fiction", "Siân Invented", "O’Invented"],
	])("is never taken for anything else: %s", (...notes) => {
		const text = `Email,Note\n${notes.map((note, at) => `p${at}@example.org,${note}\n`).join("")}`;
		const { format, readings } = readPreview(iconv.encode(text, "windows-1252"));
		expect([format.encoding, format.garbled, readings]).toEqual(["windows-1252", undefined, []]);
	});
});

describe("an encoding that is not read right is told", () => {
	const cp857 = iconv.encode(tableOf(everyNth(namesIn(languages.Turkish), 60)), "cp857");
	const polish = iconv.encode(tableOf(everyNth(namesIn(languages.Polish), 60)), "windows-1250");

	it("to the second person, if it is none that we know", async () => {
		const { report } = await dryRun(pieces(cp857), guessed(cp857));
		expect(report.warnings.join()).toContain("Many words with accents or other special letters make no sense in");
	});

	it("if staff chose another, on the mapping page and to the second person", async () => {
		expect(readPreview(polish).format.garbled).toBeUndefined();
		expect(readPreview(polish, { encoding: "windows-1251" }).format.garbled).toBe(true);
		const mapping = { ...guessed(polish), format: { encoding: "windows-1251" as const } };
		const { report } = await dryRun(pieces(polish), mapping);
		expect(report.warnings.join()).toContain("make no sense in Windows-1251");
	});

	it("with words in which plain letters are hidden, and of other scripts all but the first", () => {
		expect(readPreview(polish).reads).toContain("Ł•••••");
		const sample = (name: string, encoding: string) =>
			readPreview(iconv.encode(tableOf([name, name]), encoding), { encoding: encoding as Encoding }).reads;
		expect(sample("Иванов", "windows-1251")).toEqual(["Ив••••"]);
		expect(sample("田中太郎", "shift_jis")).toEqual(["田•••"]);
		expect(sample("김민준", "euc-kr")).toEqual(["김••"]);
	});

	it("as what it may be as well, if one word shows it", () => {
		const { format, readings } = readPreview(iconv.encode(tableOf(["Pawel Kozłowski"]), "windows-1250"));
		expect([format.encoding, format.unclear]).toEqual(["windows-1252", ["windows-1250"]]);
		expect(readings.map(({ words }) => words)).toEqual([["K••³•••••"], ["K••ł•••••"]]);
		const { questions } = proposeMapping(readPreview(iconv.encode(tableOf(["Pawel Kozłowski"]), "windows-1250")));
		expect(questions[0]).toContain('K••ł••••• in "windows-1250"');
	});
});

it.each<[string, Encoding]>([
	["Jan Kolář", "windows-1250"],
	["Anna Kalniņa", "windows-1257"],
	["Anna Krūmiņa", "windows-1257"],
	["Elżbieta Nowak", "windows-1250"],
	["Ružica Horvat", "iso-8859-2"],
	["Rafał Nowak", "cp852"],
	["Jan Kamiński", "cp852"],
	["Tomáš Novotny", "cp852"],
	["Jan Dvořák", "cp852"],
	["Gergő Nagy", "cp852"],
	["Ana Babić", "cp852"],
	["Dana Constanţa", "cp852"],
	["Ivan Koš", "cp852"],
	["Dušan Novak", "cp852"],
	["Višnja Horvat", "cp852"],
	["Nikša Horvat", "cp852"],
	["Petr Bureš", "cp852"],
	["Marko Đurić", "cp852"],
	["Luka Kovač", "windows-1250"],
	["Marie Duškova", "maccenteuro"],
	["Łukasz Nowak", "maccenteuro"],
	["Michał Nowak", "maccenteuro"],
	["Jan Woźniak", "maccenteuro"],
	["Šárka Mala", "maccenteuro"],
	["Jan Němec", "maccenteuro"],
	["Jędrzej Wójcik", "maccenteuro"],
	["Šárka Veselý", "cp852"],
	["Kristīne Žukauskas", "windows-1257"],
	["Ayşe Demirtaş", "macturkish"],
	["Işıl Doğan", "macturkish"],
])(
	"a name that no western language spells as it reads in one of its encodings is asked about: %s in %s",
	(name, encoding) => {
		const { format } = readPreview(iconv.encode(tableOf([name]), encoding));
		expect([format.encoding, ...(format.unclear ?? [])]).toContain(encoding);
	},
);

it("a letter that is Thaana in UTF-8, amid Latin ones, shows that the file is in another encoding", () => {
	const bytes = iconv.encode(tableOf(["Jiří Novák"]), "maccenteuro");
	expect(bytes.includes(Buffer.from("ޒ"))).toBe(true);
	const { format } = readPreview(bytes);
	expect([format.encoding, ...(format.unclear ?? [])]).toContain("maccenteuro");
	expect(readPreview(Buffer.from(tableOf(["Jiří Novák"]))).format.encoding).toBe("utf-8");
	expect(readPreview(Buffer.from(tableOf(["Аda Invented", "ޒާހިރު"]))).format.encoding).toBe("utf-8");
});

it("letters of another encoding that are first met after the head of a file are read in it", async () => {
	const head = Array.from({ length: 12_000 }, (_, at) => `q${at}@example.org,Pat Invented,Leeds\n`).join("");
	for (const [name, encoding] of [
		["Polish", "windows-1250"],
		["Japanese", "shift_jis"],
		["Russian", "windows-1251"],
	] as const) {
		const text = tableOf(everyNth(namesIn(languages[name]), 20)).replace("\n", `\n${head}`);
		const bytes = iconv.encode(text, encoding);
		const { report } = await dryRun(pieces(bytes, 65_536), guessed(bytes.subarray(0, 32_768)));
		expect([report.format?.encoding, report.format?.garbled]).toEqual([encoding, undefined]);
	}
});
