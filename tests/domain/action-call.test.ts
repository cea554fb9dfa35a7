/** The arguments of server actions, as React writes them for our forms, and as nobody's form does. */
import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { hasMalformedFields, isMalformedCall } from "@/app/_server/action-call";
import type { Comparison } from "@/components/staff/form-fields";
import { requestLimits } from "@/lib/limits";
import { filesBelow } from "../house/source";

/** Next's copy of React, which has no types. */
const react: string = "next/dist/compiled/react-server-dom-turbopack/client.edge.js";
const { encodeReply } = (await import(react)) as { encodeReply(values: unknown[]): Promise<string | FormData> };

/** Ids of actions that take so many arguments. */
const idOf = (count: number) => (0b1111110 & ~((1 << (7 - count)) - 1)).toString(16).padEnd(42, "0");

const form = () => {
	const fields = new FormData();
	fields.set("email", "ada@example.org");
	return fields;
};
const state = { errors: [{ field: "email", message: "Enter $5" }], values: { email: "$K1", other: "" } };

const compared: Comparison[] = [{ label: "Note", lang: undefined, one: "", other: "$5 and $K1" }];

/** What React sends for a call by a script. */
async function sent(...values: unknown[]): Promise<FormData | undefined> {
	const body = await encodeReply(values);
	return typeof body === "string" ? undefined : body;
}

/** What a browser without scripts sends: the form's fields, and those with which React names the action. */
function sentWithoutScripts(id: string, bound: unknown[] | null, ...more: [string, string][]): FormData {
	const fields = form();
	fields.set("$ACTION_REF_1", "");
	fields.set("$ACTION_1:0", JSON.stringify({ id, bound: bound && "$@1" }));
	if (bound) fields.set("$ACTION_1:1", JSON.stringify(bound));
	fields.set("$ACTION_KEY", "k1");
	for (const [name, value] of more) fields.set(name, value);
	return fields;
}

it.each<[string, unknown[]]>([
	["a form alone", []],
	["a text", ["inc_1"]],
	["a text and a state", ["en", state]],
	["texts and a state", ["ver_1", "$5", "", state]],
	["what readers will see", ["inc_1", "held/member", { ...state, review: compared }]],
	["what two people wrote", ["upd_1", { ...state, conflict: compared }]],
])("what our forms send is passed on: %s before the form", async (_, bound) => {
	const id = idOf(bound.length + 1);
	expect(isMalformedCall(id, await sent(...bound, form()))).toBe(false);
	// React writes the bound arguments of a form without scripts in the same way.
	const written = JSON.stringify(bound, (_, value) =>
		typeof value === "string" && value.startsWith("$") ? `$${value}` : value,
	);
	expect(isMalformedCall(undefined, sentWithoutScripts(id, JSON.parse(written)))).toBe(false);
});

it("the state of every form of ours is passed on, whatever it holds", async () => {
	const files = filesBelow(["app", "components", "lib"], [".ts", ".tsx"]).map((file) => readFileSync(file, "utf8"));
	const names = files
		.flatMap((text) => [...text.matchAll(/FormState & \{([^}]*)\}/g)].map(([, fields = ""]) => fields))
		.flatMap((fields) => [...fields.matchAll(/(\w+)\?:/g)].map(([, name = ""]) => name));
	expect(names.length).toBeGreaterThan(4);
	for (const name of names)
		expect(isMalformedCall(idOf(2), await sent({ ...state, [name]: [] }, form())), name).toBe(false);
});

it("a form that calls no action is passed on, and so is the id of an action of another build", () => {
	expect(isMalformedCall(undefined, form())).toBe(false);
	expect(isMalformedCall(undefined, undefined)).toBe(false);
	const plain = form();
	plain.set(`$ACTION_ID_${idOf(1)}`, "");
	expect(isMalformedCall(undefined, plain)).toBe(false);
	expect(isMalformedCall(undefined, sentWithoutScripts("from before", ["en"]))).toBe(false);
});

it("the arguments of a form are read once, however often it names them", () => {
	const state = JSON.stringify([{ errors: Array(10_000).fill(0) }]);
	const named = (times: number) => {
		const fields = form();
		for (let at = 0; at < times; at++) fields.append("$ACTION_REF_1", "");
		fields.set("$ACTION_1:0", JSON.stringify({ id: "x", bound: "$@1" }));
		fields.set("$ACTION_1:1", state);
		return fields;
	};
	const parse = vi.spyOn(JSON, "parse");
	const read = (fields: FormData) => {
		parse.mockClear();
		expect(isMalformedCall(undefined, fields)).toBe(false);
		return parse.mock.calls.length;
	};
	expect(read(named(500))).toBe(read(named(1)));
	parse.mockRestore();
});

it.each<[string, unknown[]]>([
	["no arguments", []],
	["too few", ["en"]],
	["too many", ["en", "/check", "x", form()]],
	["a text in place of the form", ["en", "/check", "email=a"]],
	["an object in place of the form", ["en", "/check", { get: "x" }]],
	["a file in place of the form", ["en", "/check", new Blob(["a"])]],
	["an array among the texts", [["en"], "/check", form()]],
	["a number among the texts", [7, "/check", form()]],
	["an object among the texts", [{ toString: "x" }, "/check", form()]],
	["a form among the texts", [form(), "/check", form()]],
	["a state that is none", ["en", { toString: "x" }, form()]],
	["a date in a state", ["en", { errors: [], values: { a: new Date() } }, form()]],
	["a map in a state", ["en", { errors: new Map([["a", 1]]), values: {} }, form()]],
	["a promise in a state", ["en", { errors: Promise.resolve([]), values: {} }, form()]],
	["NUL in a text", ["en", "/check\0", form()]],
	["what no header can hold", ["en", "/check\u0131", form()]],
	["a text that is not given", ["en", undefined, form()]],
])("a call by a script is refused: %s", async (_, values) => {
	expect(isMalformedCall(idOf(3), await sent(...values))).toBe(true);
});

it.each<[string, string]>([
	["no JSON", "x"],
	["null", "null"],
	["an object", "{}"],
	["a nest", "[".repeat(15_000)],
	["a nest that closes", "[".repeat(7_000) + "]".repeat(7_000)],
	["a reference to itself", '["en","$0","$K1"]'],
	["a function", '["en","$h1","$K1"]'],
	["a marker written with an escape", '["en","\\u0024@1","$K1"]'],
	["a form that is not the last", '["$K1","en","/check"]'],
])("a call by a script is refused whose arguments are %s", (_, json) => {
	const fields = form();
	fields.set("0", json);
	expect(isMalformedCall(idOf(3), fields)).toBe(true);
});

it("arguments that come twice are refused, as React reads others than we do", async () => {
	const fields = (await sent("en", "/check", form())) as FormData;
	expect(isMalformedCall(idOf(3), fields)).toBe(false);
	fields.append("0", '["$@1"]');
	expect(isMalformedCall(idOf(3), fields)).toBe(true);
});

it.each<[string, FormData]>([
	["too few arguments", sentWithoutScripts(idOf(3), ["en"])],
	["none", sentWithoutScripts(idOf(3), null)],
	["an object", sentWithoutScripts(idOf(3), [{ toString: "x" }, "/check"])],
	["a marker", sentWithoutScripts(idOf(3), ["$F1", "/check"])],
	["arguments elsewhere", sentWithoutScripts(idOf(3), ["en", "/check"], ["$ACTION_1:0", '{"id":"x","bound":"$@2"}'])],
	["no JSON", sentWithoutScripts(idOf(3), [], ["$ACTION_1:0", "x"])],
	["null", sentWithoutScripts(idOf(3), [], ["$ACTION_1:0", "null"])],
	["another action beside it", sentWithoutScripts(idOf(2), ["en"], ["$ACTION_REF_2", ""])],
	["an action that takes more", sentWithoutScripts(idOf(2), ["en"], [`$ACTION_ID_${idOf(2)}`, ""])],
])("a form without scripts is refused that names an action with %s", (_, fields) => {
	expect(isMalformedCall(undefined, fields)).toBe(true);
});

it("a form with more fields than any of ours, or with NUL in one, is refused", () => {
	const many = new FormData();
	for (let at = 0; at < requestLimits.formFields; at++) many.append("a", "");
	expect(hasMalformedFields(many)).toBe(false);
	many.append("a", "");
	expect(hasMalformedFields(many)).toBe(true);
	const nul = form();
	nul.set("name", "a\0b");
	expect(hasMalformedFields(nul)).toBe(true);
});
