import { describe, expect, it } from "vitest";
import { type Exemption, idle, isExempt } from "./exemptions";
import { longActions, oddParameters, unguarded } from "./guards";
import { parse, type Source, sources } from "./source";

/** What needs no guard, each with the reason. */
const open: Exemption[] = [
	[/^app\/\[locale\]\/\(member\)\/sign-in\//, "the way in"],
	[/^app\/staff\/sign-in\//, "the way in"],
	[/^app\/(\[locale\]\/\(member\)|staff)\/sign-out\/route\.ts$/, "ends whatever session there is"],
	[
		/^app\/\[locale\]\/\(member\)\/plan\/steps\/route\.ts$/,
		"sends whoever is signed out to sign in by itself: Next's redirect would send the form on (307)",
	],
	[/^app\/\[locale\]\/\(member\)\/exit\/route\.ts$/, "ends whatever session there is, and leaves"],
	[
		/^app\/\[locale\]\/\(public\)\/verify\/(confirmation|message)\/actions\.ts$/,
		"whoever holds a confirmation's code may read it",
	],
	[
		/^app\/\[locale\]\/\(public\)\/(follow|unsubscribe)\/actions\.ts$/,
		"follows updates without an account: by a mailed code, and stops by the code of an email",
	],
	[
		/^app\/\[locale\]\/\(public\)\/follow\/notifications\/actions\.ts$/,
		"whoever has a browser's push address may start and stop its notifications",
	],
	[
		/^app\/\[locale\]\/\(public\)\/verify\/fakes\/report\/actions\.ts$/,
		"anybody may report a fake message, within limits",
	],
	[
		/^app\/\[locale\]\/\(public\)\/verify\/sender\/actions\.ts$/,
		"anybody may ask whether an address is ours: it is compared with the organisation's settings",
	],
];

const guarded = ({ file }: Source) =>
	/^app\/(\[locale\]\/\(member\)|staff)\//.test(file) || /^app\/.*actions\.ts$/.test(file);

it("every member and staff page, route and action guards before it does anything", () => {
	const subjects = sources().filter((source) => guarded(source) && !isExempt(open, source.file));
	expect(subjects.length).toBeGreaterThan(0);
	expect(subjects.flatMap(unguarded)).toEqual([]);
});

it("everything that is open on purpose would be found if it were not", () => {
	const faults = sources().filter((source) => guarded(source) && unguarded(source).length > 0);
	expect(
		idle(
			open,
			faults.map(({ file }) => file),
		),
	).toEqual([]);
});

it("server actions stand under app, where the rule above sees them", () => {
	const elsewhere = sources().filter(
		({ file, text }) => !file.startsWith("app/") && /^\s*["']use server["']/m.test(text),
	);
	expect(elsewhere.map(({ file }) => file)).toEqual([]);
});

it("layouts never guard, since they are not run again on navigation", () => {
	const layouts = sources().filter(({ file }) => /\/(layout|template)\.tsx$/.test(file));
	const guarding = layouts.filter(({ imports }) =>
		imports.some(({ from }) => from.startsWith("lib/identity") && from !== "lib/identity/schema"),
	);
	expect(guarding.map(({ file }) => file)).toEqual([]);
});

it("a server action is at most 25 lines", () => {
	expect(sources().flatMap((source) => longActions(source))).toEqual([]);
});

it("a server action takes texts, then the state of its form, which it does not read, then the form", () => {
	expect(sources().flatMap(oddParameters)).toEqual([]);
	const action = (parameters: string) =>
		oddParameters(parse("app/staff/actions.ts", `"use server"; export async function save(${parameters}) {}`));
	expect(action('id: string, channel: "text" | "post", _: FormState, form: FormData')).toEqual([]);
	for (const odd of [
		"id: string",
		"id: string | undefined, form: FormData",
		"id: { a: string }, form: FormData",
		"state: FormState, form: FormData",
		"",
	])
		expect(action(odd), odd).toHaveLength(1);
});

describe("the rule", () => {
	const guard =
		'import { requireMember } from "@/lib/identity/guard"; import { check } from "@/lib/exposure"; import { localeOf } from "../frame";';
	const page = "app/[locale]/(member)/check/page.tsx";

	it.each([
		["no guard", `${guard} export default async function Page() { return <p />; }`],
		[
			"a call before the guard",
			`${guard} export default async function Page() { const a = check(); await requireMember("en"); return a; }`,
		],
		[
			"a call before the guard, hidden in a function",
			`${guard} const x = 1; function sly() { return check(); } export default async function Page() { sly(); await requireMember("en"); }`,
		],
		[
			"a call among the guard's arguments",
			`${guard} export default async function Page() { await requireMember(await check()); }`,
		],
		["metadata that reads unguarded", `${guard} export async function generateMetadata() { return check(); }`],
		[
			"an action inside a page",
			`${guard} export default async function Page() { await requireMember("en"); } async function save() { "use server"; await check(); }`,
		],
	])("finds %s", (_, text) => {
		expect(unguarded(parse(page, text))).toHaveLength(1);
	});

	it("finds a route handler that reads before it guards", () => {
		const text = `${guard} export async function GET() { const a = await check(); await requireMember("en"); return a; }`;
		expect(unguarded(parse("app/[locale]/(member)/check/route.tsx", text))).toHaveLength(1);
	});

	it("finds an unguarded action among guarded ones", () => {
		const text = `"use server"; ${guard} export async function one() { await requireMember("en"); await check(); } export const two = async () => check();`;
		expect(unguarded(parse("app/[locale]/(member)/check/actions.ts", text))).toEqual([
			expect.stringContaining("two calls check"),
		]);
	});

	it("lets a page find out its language first", () => {
		const text = `${guard} export default async function Page(props) { const locale = localeOf((await props.params).locale); const m = await requireMember(locale); return check(m); }`;
		expect(unguarded(parse(page, text))).toEqual([]);
	});
});
