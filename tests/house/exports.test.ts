import { describe, expect, it } from "vitest";
import { type Exemption, idle, isExempt } from "./exemptions";
import { modules, unusedExports, widthOf } from "./module-graph";
import { parse } from "./source";

/** Exports that only tests use, as "file name", each with the reason why tests need it. */
const forTests: Exemption[] = [
	["db/embedded/cluster.ts copyCluster", "sites of tests begin with a copy of one filled database"],
	["db/embedded/cluster.ts removeCluster", "databases of tests are thrown away"],
	["db/embedded/site-database.ts administer", "the full disk's test makes a database as the site does"],
	["lib/datasets/schema.ts versionStates", "every page in every state is walked"],
	[
		"lib/datasets/versions.ts peopleWhoseAnswerChanges",
		"the tests read whom the message to people whose answer changed concerns",
	],
	["lib/commands/demo/site.ts startWithoutPrograms", "web and worker of the image are started from its own folder"],
	["lib/commands/demo/site.ts startWithoutWeb", "tests of the worker need no web, which takes longest to start"],
	["lib/commands/demo/site.ts fillSite", "sites of tests begin with a copy of one filled database"],
	["lib/guidance/pages.ts pageSources", "readability is measured on the texts as they are written"],
	["lib/identifiers/index.ts nameMark", "records of tests carry the mark an import would give them"],
	["lib/identity/roles.ts permissionsOf", "what each role may do is a promise"],
	["lib/limits.ts memberChanges", "the database counts by it, and its migration is held to this number"],
	["lib/organisation.ts contrast", "WCAG's formula is held to its published examples"],
	["lib/organisation.ts parseOrganisation", "each malformed setting has its sentence"],
];

describe("exports", () => {
	const unused = unusedExports(modules());

	it("are used by another module", () => {
		expect(unused.filter((name) => !isExempt(forTests, name))).toEqual([]);
	});

	it("are named as made for tests only where no module uses them", () => {
		expect(idle(forTests, unused)).toEqual([]);
	});
});

describe("the rule", () => {
	const unusedOf = (texts: Record<string, string>) =>
		unusedExports(Object.entries(texts).map(([file, text]) => parse(file, text)));

	it("finds what nobody imports, and what is imported only where it is", () => {
		expect(
			unusedOf({
				"lib/a.ts": "export const used = 1; export const unused = used; export type Unused = string;",
				"lib/b.ts": 'import { used } from "./a"; used;',
			}),
		).toEqual(["lib/a.ts unused", "lib/a.ts Unused"]);
	});

	it("finds what an index passes on and nobody takes, in both places", () => {
		expect(
			unusedOf({
				"lib/a/index.ts": 'export { one, two as second } from "./b";',
				"lib/a/b.ts": "export const one = 1; export function two() {}",
				"app/page.tsx": 'import { one } from "@/lib/a"; export default () => one;',
			}),
		).toEqual(["lib/a/index.ts second", "lib/a/b.ts two"]);
	});

	it("finds members of a namespace that nobody calls, through an index too", () => {
		expect(
			unusedOf({
				"lib/a/index.ts": 'export * as admin from "./b";',
				"lib/a/b.ts": "export function one() {} export function two() {}",
				"app/page.tsx": 'import { admin } from "@/lib/a"; export default () => admin.one();',
			}),
		).toEqual(["lib/a/b.ts two"]);
	});

	it("finds nothing where a namespace is handed on whole, in what Next reads, in a dynamic import", () => {
		expect(
			unusedOf({
				"lib/a.ts": "export const one = 1;",
				"lib/b.ts": "export const two = 2;",
				"app/page.tsx":
					'import * as a from "@/lib/a"; export const metadata = {}; export default async () => [Object.keys(a), await import("@/lib/b")];',
			}),
		).toEqual([]);
	});
});

/**
 * The number of exports of each subject's index, and of identity's further entry files. Lower a number when an index exports
 * less. Do not raise one without a reason.
 */
const widths: Record<string, number> = {
	"audit/index": 7,
	"contact/index": 23,
	"datasets/index": 34,
	"exposure/index": 16,
	"fakes/index": 10,
	"guidance/index": 14,
	"identifiers/index": 35,
	"identity/index": 28,
	"incidents/index": 35,
	"mail/index": 14,
	"messages/index": 57,
	"subscriptions/index": 8,
	"reminders/index": 7,
	"identity/guard": 17,
	"identity/sign-in-methods": 3,
	"identity/oidc": 2,
	"identity/form-draft": 6,
	"identity/request-session": 4,
};

it("no door is wider than its number, and each number is what its door has", () => {
	const now = Object.keys(widths).map((door) => [door, widthOf(`lib/${door}.ts`, modules())]);
	expect(Object.fromEntries(now)).toEqual(widths);
});

it("the width of a door counts each name, those passed on whole and those of a namespace", () => {
	const b = parse("lib/a/b.ts", "export const one = 1; export type Two = 2; export function three() {}");
	const width = (text: string) => widthOf("lib/a/index.ts", [parse("lib/a/index.ts", text), b]);
	expect(width('export { one, type Two } from "./b"; export const own = 1;')).toBe(3);
	expect(width('export * from "./b";')).toBe(3);
	expect(width('export * as b from "./b"; export const own = 1;')).toBe(4);
});
