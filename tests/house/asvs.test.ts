import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** The level of each requirement of a section of ASVS 5.0.0, one digit for each, as the project publishes them. */
const levels: Record<string, string> = {
	"1.1": "22",
	"1.2": "1111122223",
	"1.3": "112222222223",
	"1.4": "222",
	"1.5": "123",
	"2.1": "122",
	"2.2": "112",
	"2.3": "12223",
	"2.4": "23",
	"3.1": "3",
	"3.2": "113",
	"3.3": "12223",
	"3.4": "11222233",
	"3.5": "11122333",
	"3.6": "3",
	"3.7": "22333",
	"4.1": "12233",
	"4.2": "23333",
	"4.3": "22",
	"4.4": "1222",
	"5.1": "2",
	"5.2": "112333",
	"5.3": "113",
	"5.4": "222",
	"6.1": "122",
	"6.2": "111111112222",
	"6.3": "11223333",
	"6.4": "112233",
	"6.5": "22222333",
	"6.6": "2223",
	"6.7": "33",
	"6.8": "2222",
	"7.1": "222",
	"7.2": "1111",
	"7.3": "22",
	"7.4": "11222",
	"7.5": "223",
	"7.6": "22",
	"8.1": "1233",
	"8.2": "1123",
	"8.3": "133",
	"8.4": "23",
	"9.1": "111",
	"9.2": "1222",
	"10.1": "22",
	"10.2": "223",
	"10.3": "22223",
	"10.4": "1111122222233333",
	"10.5": "22222",
	"10.6": "22",
	"10.7": "222",
	"11.1": "2233",
	"11.2": "22233",
	"11.3": "11233",
	"11.4": "1222",
	"11.5": "23",
	"11.6": "23",
	"11.7": "33",
	"12.1": "12233",
	"12.2": "11",
	"12.3": "22223",
	"13.1": "2333",
	"13.2": "222223",
	"13.3": "2233",
	"13.4": "1222233",
	"14.1": "22",
	"14.2": "12223333",
	"14.3": "122",
	"15.1": "12233",
	"15.2": "12233",
	"15.3": "1222222",
	"15.4": "3333",
	"16.1": "2",
	"16.2": "22222",
	"16.3": "2222",
	"16.4": "222",
	"16.5": "2223",
	"17.1": "23",
	"17.2": "22223333",
	"17.3": "22",
};
const wanted = Object.entries(levels).flatMap(([section, digits]) =>
	[...digits].flatMap((level, at) => (level === "3" ? [] : [{ number: `${section}.${at + 1}`, level }])),
);

/** Expands "1.2.6–1.2.8" to its numbers. */
function numbersOf(text: string): string[] {
	const [from = "", to = from] = text.split("–");
	const section = from.replace(/\.\d+$/, "");
	const last = (number: string) => Number(number.split(".").at(-1));
	if (to.replace(/\.\d+$/, "") !== section) return [`${text} spans sections`];
	return Array.from({ length: last(to) - last(from) + 1 }, (_, at) => `${section}.${last(from) + at}`);
}

const rows = [
	...readFileSync("docs/asvs.md", "utf8").matchAll(/^\| (\d[\d.–]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm),
].map(([, number = "", level = "", about = "", state = "", shown = ""]) => ({
	numbers: numbersOf(number),
	level,
	about,
	state,
	shown,
}));
const filesIn = (text: string) =>
	[...text.matchAll(/`([^`]+)`/g)]
		.map(([, name = ""]) => name)
		.filter((name) => /[/.]/.test(name) && !/^(\/|npm )/.test(name));

it("every requirement of levels 1 and 2 has one row, in order, with its level", () => {
	expect(rows.flatMap(({ numbers }) => numbers)).toEqual(wanted.map(({ number }) => number));
	for (const { numbers, level } of rows) {
		const own = new Set(wanted.filter(({ number }) => numbers.includes(number)).map((one) => one.level));
		expect([numbers[0], level]).toEqual([numbers[0], [...own].sort().join(", ")]);
	}
});

it("each is met and names a file that is there, or is not and says why", () => {
	expect([...new Set(rows.map(({ state }) => state))].sort()).toEqual(["does not apply", "met", "not met"]);
	const wrong = rows.filter(({ state, shown }) =>
		state === "met" ? filesIn(shown).filter((file) => existsSync(file)).length === 0 : shown.trim().length < 10,
	);
	expect(wrong).toEqual([]);
	expect(rows.flatMap(({ shown }) => filesIn(shown)).filter((file) => !existsSync(file))).toEqual([]);
});

it("the numbers of a row are read as a range within its section", () => {
	expect(numbersOf("1.2.6–1.2.8")).toEqual(["1.2.6", "1.2.7", "1.2.8"]);
	expect(numbersOf("6.3.3")).toEqual(["6.3.3"]);
	expect(numbersOf("1.2.6–1.3.1")).toEqual(["1.2.6–1.3.1 spans sections"]);
});
