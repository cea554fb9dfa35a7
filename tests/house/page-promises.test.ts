import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { pageSources } from "@/lib/guidance/pages";
import type { PageId } from "@/lib/guidance/schema";
import en from "@/lib/i18n/en";
import { keptBy, noPromises } from "./page-promises";

/** Matches a sentence that says what we will do, never do, keep or delete, or what nobody can do. */
const promise =
	/\b(?:we(?:'ll| will| never| always| only)|never|always|we (?:delete|forget|keep|show|send|email|write|sign you|record|store|track|count|sell|use|do not (?:keep|ask|show|send|email|text|track|count|sell|use|need)|make no)|nobody can|cannot be read|no other company)\b/i;

function textsIn(value: unknown, place: string): [place: string, text: string][] {
	if (typeof value === "string") return [[place, value]];
	if (!value || typeof value !== "object") return [];
	return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, place ? `${place}.${name}` : name));
}

const aboutUs: PageId[] = ["verify", "privacy", "accessibility"];
const texts = [
	...textsIn(en, ""),
	...aboutUs.flatMap((id) => textsIn(pageSources.en[id], "").map(([, text]) => [`${id} page`, text] as const)),
];
const promising = new Set(texts.filter(([, text]) => promise.test(text)).map(([place]) => place));

it("each promise that a reader is made is listed with what keeps it", () => {
	expect([...promising].filter((place) => !keptBy[place] && !noPromises.has(place))).toEqual([]);
});

it("nothing is listed that promises nothing", () => {
	expect([...Object.keys(keptBy), ...noPromises].filter((place) => !promising.has(place))).toEqual([]);
});

it("each is kept by a file that exists, or by people who are named", () => {
	const keepers = Object.entries(keptBy).flatMap(([place, names]) => [
		...(names.length === 0 ? [place] : []),
		...names.filter((name) => !name.startsWith("people: ") && !existsSync(name)),
	]);
	expect(keepers).toEqual([]);
});
