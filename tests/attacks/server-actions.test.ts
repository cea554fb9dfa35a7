/**
 * Every server action of the build's manifest, called directly: by people without the right to it, and with what no form sends,
 * by a script and as a form without scripts, also on the web server whose build has no proxy.ts.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { sampleMembers, sampleStaff } from "@/db/demo/samples";
import { limitsOf } from "@/lib/limits";
import { routes } from "../house/routes";
import { signInAndCheck } from "../support/http-journey";

const site = { ...inject("site"), portWithoutProxy: inject("portWithoutProxy") };
const long = process.env.SECURITY === "long";
const owner = new pg.Pool({ connectionString: site.database, max: 1 });
owner.on("error", () => {});
afterAll(() => owner.end());

type Action = { id: string; name: string; page: string; audience: "member" | "staff"; texts: number; state: boolean };

/** Returns every action of the build with a page that has it, and its parameters before the form. */
function actionsOfBuild(): Action[] {
	const manifest = path.join(site.folder, "next", "server", "server-reference-manifest.json");
	const { node } = JSON.parse(readFileSync(manifest, "utf8")) as {
		node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }>;
	};
	return Object.entries(node).map(([id, { exportedName, filename, workers }]) => {
		const pages = Object.keys(workers).map((worker) => worker.replace(/^app|\/page$|\/\[locale\]|\/\([^)]+\)/g, ""));
		const route = routes.find((one) => pages.includes(one.path));
		if (!route) throw new Error(`${filename} has no page in the list of routes.`);
		const [, parameters = ""] =
			new RegExp(`function ${exportedName}\\(([^)]*)\\)`).exec(readFileSync(filename, "utf8")) ?? [];
		const state = /State,/.test(parameters);
		const count = parameters.split(":").length - 1;
		const audience = route.path.startsWith("/staff") ? "staff" : "member";
		return {
			id,
			name: `${filename} ${exportedName}`,
			page: route.example ?? route.path,
			audience,
			texts: count - (state ? 2 : 1),
			state,
		};
	});
}
const actions = actionsOfBuild();

/** Actions that people who are not signed in may call. */
const isOpen = ({ page }: Action) => /\/sign-in|^\/(verify|follow|unsubscribe)/.test(page);

const people = { nobody: "", member: "", publisher: "", admin: "" };
beforeAll(async () => {
	people.member = await signInAndCheck(site, sampleMembers[0].email);
	for (const { email, roles } of sampleStaff)
		if (roles[0] !== "data-lead") people[roles[0]] = await signInAndCheck(site, email, undefined, "/staff/sign-in");
}, 120_000);

type Answer = { status: number; to: string };

async function post(port: number, page: string, who: string, body: BodyInit, headers: Record<string, string> = {}) {
	const answer = await fetch(`http://127.0.0.1:${port}${page}`, {
		method: "POST",
		redirect: "manual",
		headers: { origin: site.url, cookie: who, ...headers },
		body,
	});
	await answer.arrayBuffer();
	const to = answer.headers.get("location") ?? answer.headers.get("x-action-redirect") ?? "";
	return { status: answer.status, to } satisfies Answer;
}

type Fields = [name: string, value: string | Blob][];
const state = { errors: [], values: {} };

/** Calls an action as a page's script does. `values` come before the form. */
function callByScript(port: number, action: Action, who: string, values: unknown[], fields: Fields = []) {
	const body = new FormData();
	for (const [name, value] of fields) body.append(`1_${name}`, value);
	body.append("0", JSON.stringify([...values, "$K1"]));
	return post(port, action.page, who, body, { "next-action": action.id });
}

/** Calls an action as a form of a browser without scripts does. */
function callByForm(port: number, action: Action, who: string, values: unknown[], fields: Fields = []) {
	const body = new FormData();
	body.append("$ACTION_REF_1", "");
	body.append("$ACTION_1:0", JSON.stringify({ id: action.id, bound: "$@1" }));
	body.append("$ACTION_1:1", JSON.stringify(values));
	body.append("$ACTION_KEY", "k");
	for (const [name, value] of fields) body.append(name, value);
	return post(port, action.page, who, body);
}
const callers = { "by a script": callByScript, "by a form": callByForm };

/** Arguments as a page binds them: its language first on members' pages, and `text` for each other text. */
const argumentsOf = ({ audience, texts, state: hasState }: Action, text: string): unknown[] => [
	...Array.from({ length: texts }, (_, at) => (at === 0 && audience === "member" ? "en" : text)),
	...(hasState ? [state] : []),
];

/** Rows of the tables that grow with every write. */
async function writes(): Promise<unknown> {
	const { rows } = await owner.query(
		"select (select count(*) from audit_event) as events, (select count(*) from challenge) as challenges, (select count(*) from session) as sessions",
	);
	return rows[0];
}

/** Runs something for each item, six at a time, and returns what was found wrong. The short form takes one item in `every`. */
async function faultsOf<T>(items: readonly T[], every: number, run: (item: T) => Promise<string | undefined>) {
	const faults: string[] = [];
	const queue = items.filter((_, at) => long || at % every === 0).values();
	const lane = async () => {
		for (const item of queue) {
			const fault = await run(item);
			if (fault) faults.push(fault);
		}
	};
	await Promise.all(Array.from({ length: 6 }, lane));
	return faults;
}

it.each(["port", "portWithoutProxy"] as const)(
	"nobody calls an action of members or staff without the right to it (%s)",
	async (which) => {
		const before = await writes();
		const calls = actions
			.filter((action) => !isOpen(action))
			.flatMap((action) => {
				const strangers =
					action.audience === "member"
						? (["nobody", "admin"] as const)
						: (["nobody", "member", ...(/team|datasets/.test(action.page) ? (["publisher"] as const) : [])] as const);
				return strangers.flatMap((who) => Object.entries(callers).map(([how, call]) => ({ action, who, how, call })));
			});
		// An odd number, so that the short form takes both ways of calling.
		const faults = await faultsOf(calls, which === "port" ? 5 : 3, async ({ action, who, how, call }) => {
			const { status, to } = await call(site[which], action, people[who], argumentsOf(action, "inc_nobody"));
			// 503 where the machine is too busy for the database to answer in time.
			const refused =
				[401, 404, 503].includes(status) || /^\/(staff\/)?sign-in/.test(to.replace(/^https?:\/\/[^/]+/, ""));
			return refused ? undefined : `${action.name} by ${who} ${how}: ${status} ${to}`;
		});
		expect(faults).toEqual([]);
		expect(await writes()).toEqual(before);
	},
	240_000,
);

const oddTexts = [
	"",
	"../../..",
	"'; drop table person; --",
	"__proto__",
	"constructor",
	"%00%ff",
	"-1",
	"9".repeat(40),
	"{}",
	"a".repeat(5_000),
	"$$1",
];

const oddFields: Record<string, Fields> = {
	"no fields": [],
	"odd names": ["__proto__", "constructor", "toString", "then", "", "[]", "0", "$ACTION_"].map((name) => [name, "x"]),
	"files in place of texts": ["email", "code", "do", "number", "name", "roles[]", "titleEn", "sure"].map((name) => [
		name,
		new Blob(["x"]),
	]),
	"each field twice": ["email", "code", "do", "number", "name", "roles[]", "titleEn"].flatMap((name) => [
		[name, "x"],
		[name, "y"],
	]),
	"200 fields": Array.from({ length: 200 }, (_, at) => [`a${at}`, ""]),
};

/** What is wrong with an answer to an odd call; undefined if nothing is. */
const fault = ({ status }: Answer, wanted: readonly number[]) =>
	wanted.includes(status) ? undefined : `answered ${status}`;
// 429 where the calls before have changed more of one member than is kept within an hour.
const ownAnswers = [200, 303, 307, 400, 404, 413, 429, 503];

const ownerOf = ({ audience }: Action) => (audience === "staff" ? people.admin : people.member);

it(
	"an action that is called with odd texts or fields answers with its page's own refusal",
	async () => {
		const calls = actions.flatMap((action) =>
			Object.entries(oddFields).flatMap(([kind, fields]) =>
				oddTexts.flatMap((text) =>
					Object.entries(callers).map(([how, call]) => ({ action, kind, fields, text, how, call })),
				),
			),
		);
		const faults = await faultsOf(calls, 47, async ({ action, kind, fields, text, how, call }) => {
			const answer = await call(site.port, action, ownerOf(action), argumentsOf(action, text), fields);
			const found = fault(answer, ownAnswers);
			return found && `${action.name} ${how} with ${text.slice(0, 20)}, ${kind}: ${found}`;
		});
		expect(faults).toEqual([]);
	},
	long ? 900_000 : 180_000,
);

it("an action that is called with something that is no form is a 400, and no more is done", async () => {
	const noForms: Record<string, (action: Action, who: string) => Promise<Answer>> = {
		"no arguments": ({ id, page }, who) => post(site.port, page, who, "[]", { "next-action": id }),
		"JSON arguments": ({ id, page }, who) => post(site.port, page, who, '["en","x",{}]', { "next-action": id }),
		"an argument too few": (action, who) => callByScript(site.port, action, who, argumentsOf(action, "x").slice(1)),
		"an argument too many": (action, who) => callByForm(site.port, action, who, ["x", ...argumentsOf(action, "x")]),
		arrays: (action, who) =>
			callByScript(
				site.port,
				action,
				who,
				argumentsOf(action, "x").map(() => ["x"]),
			),
		objects: (action, who) =>
			callByForm(
				site.port,
				action,
				who,
				argumentsOf(action, "x").map(() => ({ toString: "x" })),
			),
		"a text that is not given": (action, who) =>
			callByForm(site.port, action, who, ["$undefined", ...argumentsOf(action, "x").slice(1)]),
		"letters that no header holds": (action, who) =>
			callByForm(site.port, action, who, ["\ud800", ...argumentsOf(action, "x").slice(1)]),
		NUL: (action, who) => callByForm(site.port, action, who, argumentsOf(action, "x"), [["name", "a\0b"]]),
	};
	const before = await writes();
	const calls = actions.flatMap((action) =>
		Object.entries(noForms)
			// Without an argument before the form nothing can be wrong with it.
			.filter(([kind]) => action.texts > 0 || /^(no arguments|JSON|an argument too many|NUL)/.test(kind))
			.map(([kind, call]) => ({ action, kind, call })),
	);
	const faults = await faultsOf(calls, 4, async ({ action, kind, call }) => {
		const found = fault(await call(action, ownerOf(action)), [400, 503]);
		return found && `${action.name} with ${kind}: ${found}`;
	});
	expect(faults).toEqual([]);
	expect(await writes()).toEqual(before);
}, 180_000);

it("a form of a million fields is refused before it is read", async () => {
	const body = Buffer.from("a=&".repeat(1_000_000));
	const type = { "content-type": "application/x-www-form-urlencoded" };
	for (const page of ["/sign-in", "/staff/team"]) {
		expect((await post(site.port, page, people.admin, body, type)).status, page).toBe(413);
	}
	const parts = new FormData();
	for (let at = 0; at < 5_000; at++) parts.append("a", "");
	expect(limitsOf("/staff/team").bodyBytes).toBeGreaterThan(400_000);
	expect((await post(site.port, "/staff/team", people.admin, parts)).status).toBe(400);
});

it("an action that is called at a page that does not have it is no failure of the site", async () => {
	// A document has no action: it answers as to a form of an earlier version of the site.
	const calls = actions.flatMap((action) =>
		(action.audience === "staff" ? ["/staff/sign-in"] : ["/follow", "/sign-in"]).map((page) => ({ action, page })),
	);
	const faults = await faultsOf(calls, 3, async ({ action, page }) => {
		const answer = await callByScript(site.port, { ...action, page }, ownerOf(action), argumentsOf(action, "x"));
		const found = fault(answer, page === "/sign-in" ? [409, 503] : ownAnswers);
		return found && `${action.name} at ${page}: ${found}`;
	});
	expect(faults).toEqual([]);
}, 120_000);
