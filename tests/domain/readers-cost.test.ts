/** What reading typed text costs, for the longest text that the limits of requests let by. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import PostalMime from "postal-mime";
import { expect, it } from "vitest";
import { ZodType, z } from "zod";
import { withoutScripts } from "@/app/_server/page-scripts.mjs";
import { withUnbrokenWords } from "@/app/_server/unbroken-words.mjs";
import { FileRefused } from "@/lib/datasets/file-errors";
import { readPreview } from "@/lib/datasets/reading/preview";
import { checkSender } from "@/lib/fakes";
import { parseForm } from "@/lib/form";
import * as identifiers from "@/lib/identifiers";
import { requestLimits } from "@/lib/limits";
import { compareSentences, readSentences } from "@/lib/messages/compare-text";
import { readMailReport } from "@/lib/messages/mail-report";
import { deliveryName } from "@/lib/messages/return-path";
import { maxPastedText } from "@/lib/messages/schema";
import { filesBelow } from "../house/source";

const fill = (text: string) => {
	const bytes = Buffer.byteLength(text);
	return text.repeat(Math.floor(requestLimits.formBytes / bytes));
};

/** Texts of 16 kB that are dear to normalise, to match or to count. */
const hostile: Record<string, string> = {
	"18 letters each once normalised": fill("\uFDFA"),
	"combining marks": `a${fill("\u0301")}`,
	"marks out of order": `a${fill("\u0315\u0300\u05ae")}`,
	"Hangul in parts": fill("\u1100\u1161\u11a8"),
	brackets: "[".repeat(8192) + "]".repeat(8192),
	digits: fill("9"),
	spaces: ` x${fill(" ")}x `,
	"line ends": fill("\r\n"),
	"lines of spaces": fill(" \n"),
	"at signs": fill("a@"),
	"at signs and a word": `${fill("@").slice(2)} a`,
	"lines of headers": fill("To: a@\n"),
	"a header of many addresses": `To: ${fill("aa@")}<`,
	"a header of many prefixes": `Subject: ${fill("re: ")}`,
	dots: `a@${fill("a.")}`,
	hyphens: fill("-a"),
	commas: fill("a,"),
	"full width digits": fill("\uff19"),
	"half pairs": fill("\ud800"),
	"right to left": fill("\u202e\u05d0"),
	emoji: fill("👨‍👩‍👧"),
	plus: `+${fill("4")}`,
	capitals: fill("İ"),
	letters: fill("a"),
	"a host of marks out of order": `https://a${fill("\u0315\u0300\u05ae")}.example`,
	"letters and a hyphen": `${fill("a")}-`,
	"letters and a word": `${fill("a").slice(2)} a`,
};

type Reader = (text: string) => unknown;

/** Functions that read a text somebody may have typed, as their declarations say: what they do first costs for its length. */
const declared =
	/^export (?:const|function) ((?:read|normalise|parse|mailbox|is|without|guard|check|from|find)[A-Z]?\w*)(?: = )?\(\w+: string\b/gm;
/** The functions of one text in programs without types: those of app/_server rewrite pages, which show what somebody typed. */
const untyped = /^export function (\w+)\(\w+\)/gm;
/** Readers that nobody's typed text of any length comes to, each with the reason. */
const notTyped = [
	"parseOrganisation", // the operator's file
	"readAddressList", // cells of a table, read by the worker
	"normaliseText", // its callers look at the length first, and are tried themselves
	"parseMarkdown", // a text of staff, which has a bound of its own: markdown.test.ts
	"readSentences", // pasted messages, which may be longer and have a bound of their own below
];

/** Every exported reader of lib and app, and every exported zod form, given the text in each field that it names. */
async function everyReader(): Promise<[string, Reader][]> {
	const found: [string, Reader][] = [];
	for (const file of filesBelow(["lib", "app"], [".ts", ".mjs"])) {
		if (file.startsWith("lib/commands/")) continue;
		const text = readFileSync(file, "utf8");
		const isPageWriter = file.endsWith(".mjs");
		const names = [...text.matchAll(isPageWriter ? untyped : declared)].map(([, name]) => name as string);
		const isForm = /\/(schema|forms|file-format|column-roles)\.ts$/.test(file);
		if (names.length === 0 && !isForm) continue;
		for (const [name, value] of Object.entries((await import(path.resolve(file))) as Record<string, unknown>)) {
			if (isForm && value instanceof ZodType)
				found.push([`${file} ${name}`, (text) => value.safeParse(filled(value, text))]);
			if (!names.includes(name) || notTyped.includes(name)) continue;
			const read = value as Reader;
			found.push([`${file} ${name}`, isPageWriter ? (text) => read(`<p>${text} -</p>`) : read]);
		}
	}
	return found;
}

/** What a form would send with the text in every field; the text itself where the schema is of one field. */
function filled(schema: ZodType, text: string): unknown {
	const fields = new Set<string>();
	const visit = (each: ZodType | undefined, depth = 0): void => {
		const def = each?._zod?.def as unknown as Record<string, unknown> | undefined;
		if (!def || depth > 8) return;
		for (const [name] of Object.entries((def.shape as object | undefined) ?? {})) fields.add(name);
		for (const part of ["in", "out", "innerType", "left", "right"]) visit(def[part] as ZodType, depth + 1);
		for (const option of (def.options as ZodType[] | undefined) ?? []) visit(option, depth + 1);
	};
	visit(schema);
	return fields.size ? Object.fromEntries([...fields].map((name) => [name, isMarkdown.test(name) ? "" : text])) : text;
}

/** Fields of Markdown are written by staff alone, and have a bound of their own: markdown.test.ts. */
const isMarkdown = /^(body|known|unknown|doing)(En|Cy)$/;

const ofKinds = identifiers.identifierKinds.flatMap((kind): [string, Reader][] => [
	[`identifiers normalise ${kind}`, (text) => identifiers.normalise(kind, text)],
	[`identifiers mask ${kind}`, (text) => identifiers.mask(kind, text)],
]);

/**
 * The least a reader takes for a text, in milliseconds: the machine may be busy with something else. Tries no more once it took less than
 * `enough`.
 */
function leastMs(read: Reader, text: string, enough: number, attempts = 60): number {
	let least = Number.POSITIVE_INFINITY;
	for (let attempt = 0; attempt < attempts && least >= enough; attempt++) {
		const start = performance.now();
		try {
			read(text);
		} catch {
			// A reader may refuse by throwing.
		}
		least = Math.min(least, performance.now() - start);
	}
	return least;
}

/** A millisecond, or what it takes to count to three million where that is longer: on a slow or busy machine. */
function millisecondHere(): number {
	const count = () => {
		let sum = 0;
		for (let at = 0; at < 3_000_000; at++) sum = (sum + at) | 0;
		return sum;
	};
	return Math.max(1, leastMs(count, "", 1));
}

it("no exported reader of typed text takes a millisecond for the longest text that is let by", async () => {
	const readers = [...(await everyReader()), ...ofKinds];
	const subjects = new Set(readers.map(([name]) => name.split("/").slice(0, 2).join("/")));
	for (const subject of [
		"lib/contact",
		"lib/exposure",
		"lib/identity",
		"lib/messages",
		"lib/subscriptions",
		"lib/ids.ts readReference",
	])
		expect(subjects).toContain(subject);
	expect(readers.map(([name]) => name)).toEqual(
		expect.arrayContaining([
			"app/_server/page-scripts.mjs withoutScripts",
			"app/_server/unbroken-words.mjs withUnbrokenWords",
			"app/[locale]/(public)/verify/message/verdict-props.ts isAddressAlone",
		]),
	);
	const most = millisecondHere();
	const dear = readers.flatMap(([name, read]) =>
		Object.entries(hostile).flatMap(([what, text]) => {
			const ms = leastMs(read, text, most);
			return ms < most ? [] : [`${name}: ${what} take ${ms.toFixed(1)} ms`];
		}),
	);
	expect(dear).toEqual([]);
});

it("a form is gone through in a time that grows with its fields, whether they have one name or many", () => {
	const schema = z.object({ email: z.string().max(1) });
	const formOf = (count: number, name: (at: number) => string) => {
		const form = new FormData();
		for (let at = 0; at < count; at++) form.append(name(at), "a");
		return form;
	};
	const dear = Object.entries({
		one: () => "email",
		"one list": () => "email[]",
		many: (at: number) => `name${at}`,
	}).flatMap(([what, name]) => {
		const [few, many] = [formOf(1_500, name), formOf(12_000, name)];
		const short = leastMs(() => parseForm(schema, few), "", 0.2, 3);
		const most = 32 * Math.max(short, 1);
		const long = leastMs(() => parseForm(schema, many), "", most, 20);
		return long < most ? [] : [`${what}: ${Math.round(long / short)} times for 8 times the fields`];
	});
	expect(dear).toEqual([]);
});

it("a pasted message of the greatest length takes at most six times as long as an ordinary text of that length, whatever it is", () => {
	const long = (piece: string) => piece.repeat(Math.ceil(maxPastedText / piece.length)).slice(0, maxPastedText);
	const sentence = "Your name was in the data that was copied. ";
	const ours = readSentences(sentence.repeat(40));
	const read = (text: string) => {
		const before = process.cpuUsage();
		checkSender(text);
		compareSentences(ours, readSentences(text));
		const { user, system } = process.cpuUsage(before);
		return user + system;
	};
	const ordinary = long(`${sentence}We write to you again when we know more.\nYou need to do nothing now.\n\n`);
	const dear = Object.entries({
		...Object.fromEntries(Object.entries(hostile).map(([name, text]) => [name, long(text)])),
		"short lines": long("a\n"),
		"short lines, some of them ours": long(`a\n${sentence}\n`),
		"sentences on one line": long(sentence),
		"sentences on lines": long("a. b\n"),
		"words before at signs": long(`${"a".repeat(99)}@ `),
		"links in links": long("http://a@"),
		"marks of quoting": long("> "),
	}).flatMap(([name, text]) => {
		const least = { ordinary: Number.POSITIVE_INFINITY, text: Number.POSITIVE_INFINITY };
		const times = () => least.text / least.ordinary;
		// Once where it is far from the limit.
		for (let attempt = 0; attempt === 0 || (attempt < 5 && times() >= 2); attempt++) {
			least.ordinary = Math.min(least.ordinary, read(ordinary));
			least.text = Math.min(least.text, read(text));
		}
		return times() < 6 ? [] : [`${name}: ${Math.round(times())} times`];
	});
	expect(dear).toEqual([]);
});

it("the head of a table of 64 kB is looked at within a second and a half of the processor, whatever is in it", () => {
	// `npm run fuzz` puts each behind all of these; npm test each behind one, in turn.
	const most = 1_500 * millisecondHere();
	const beginnings = ["", "Email\n", "Name,Email\nAda,ada@people.example\n"];
	const dear = Object.entries({ ...hostile, "a line of base64": fill("QUJD") }).flatMap(([name, text], at) =>
		beginnings
			.filter((_, one) => process.env.FUZZ_RUNS || one === at % beginnings.length)
			.flatMap((before) => {
				const head = Buffer.from(before + text.repeat(4)).subarray(0, 64 * 1024);
				const look = () => {
					const started = process.cpuUsage();
					try {
						readPreview(head);
					} catch (error) {
						if (!(error instanceof FileRefused)) throw error;
					}
					const { user, system } = process.cpuUsage(started);
					return (user + system) / 1_000;
				};
				const first = look();
				const ms = first < most ? first : Math.min(first, look());
				return ms < most ? [] : [`${name} after “${before.trim()}”: ${Math.round(ms)} ms`];
			}),
	);
	expect(dear).toEqual([]);
});

it("a page that shows a pasted message of the greatest length is rewritten in 20 milliseconds, whatever is in it", () => {
	const most = 20 * millisecondHere();
	const dear = Object.entries(hostile).flatMap(([name, text]) => {
		const shown = text.replaceAll("<", "&lt;");
		const page = `<p>${shown.repeat(Math.ceil(maxPastedText / shown.length)).slice(0, maxPastedText)} -</p>`;
		const ms = leastMs((html) => withoutScripts(withUnbrokenWords(html)), page, most);
		return ms < most ? [] : [`${name}: ${ms.toFixed(1)} ms`];
	});
	expect(dear).toEqual([]);
});

it("a mail to the address for returned mail is read in at most five times what parsing it takes, whatever is in it", async () => {
	const length = 20_000;
	const long = (piece: string) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
	const timed = async (read: () => Promise<unknown>) => {
		const start = performance.now();
		await read();
		return performance.now() - start;
	};
	/** How many times as long as parsing a mail reading it takes, by the least of both: the machine may be busy with something else. */
	const cost = async (raw: Buffer) => {
		const least = { parsing: Number.POSITIVE_INFINITY, reading: Number.POSITIVE_INFINITY };
		const times = () => least.reading / Math.max(least.parsing, 1);
		// Once where it is far from the limit.
		for (let attempt = 0; attempt === 0 || (attempt < 3 && times() >= 2) || (attempt < 30 && times() >= 5); attempt++) {
			least.parsing = Math.min(
				least.parsing,
				await timed(() => PostalMime.parse(raw, { forceRfc822Attachments: true })),
			);
			least.reading = Math.min(least.reading, await timed(() => readMailReport(raw)));
		}
		return times();
	};
	const bodies = {
		...Object.fromEntries(Object.entries(hostile).map(([name, text]) => [name, long(text)])),
		"one line of hyphens": long("-"),
		"one line of spaces": long(" "),
		"empty lines": long("\n"),
		codes: long("550 5.1.1 "),
		"tags that never end": long("<br"),
		"words about an address": long("address "),
	};
	const dear: string[] = [];
	for (const type of ["plain", "html"])
		for (const [name, body] of Object.entries(bodies)) {
			const head = `From: MAILER-DAEMON@example.org\nTo: bounces+${deliveryName("1")}@example.org\nContent-Type: text/${type}; charset=utf-8`;
			const raw = Buffer.from(`${head}\n\n${body}\n`);
			const times = await cost(raw);
			if (times >= 5) dear.push(`${type}, ${name}: ${Math.round(times)} times`);
		}
	expect(dear).toEqual([]);
});
