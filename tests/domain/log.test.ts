import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { DrizzleQueryError } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { errorCode } from "@/lib/log";

const run = promisify(execFile);
const secret = "needle@example.org";

const hidden: [string, string][] = [
	["an address in a field", `log.warn({ event: "mail.failed", code: "550 ${secret} unknown", id: "${secret}" })`],
	["an address in a route", `log.warn({ event: "web.error", route: "/check?email=${encodeURIComponent(secret)}" })`],
	["an error in the place of fields", `log.error(new Error("no such ${secret}"))`],
	["an error in the place of a field", `log.error({ event: "x", code: new Error("no such ${secret}") })`],
	[
		"an error in a field of its own",
		`log.error({ event: "x", err: new Error("${secret}"), error: new Error("${secret}") })`,
	],
	["an object in the place of a field", `log.error({ event: "x", id: { email: "${secret}" }, at: ["${secret}"] })`],
	["text in the place of fields", `log.info("${secret}")`],
];
const listed = `log.info({ event: "code.asked", count: 2, email: "${secret}", person: { email: "${secret}" }, msg: "${secret}" })`;

/** The lines that another process logs, one for each statement, because the tests' own log is silent. */
let lines: string[];
beforeAll(async () => {
	const program = ['import { log } from "./lib/log.ts"', listed, ...hidden.map(([, statement]) => statement)].join(";");
	const words = ["--import", "tsx", "--input-type=module", "--eval", program];
	const { stdout, stderr } = await run(process.execPath, words, { env: { ...process.env, LOG_LEVEL: "info" } });
	expect(stderr).toBe("");
	lines = stdout.trim().split("\n");
	expect(lines).toHaveLength(1 + hidden.length);
});

describe("a line of the log", () => {
	it("has only the listed fields, its time and its level", () => {
		expect(JSON.parse(lines[0] as string)).toEqual({
			level: "info",
			time: expect.any(String),
			event: "code.asked",
			count: 2,
		});
	});

	it.each(hidden.map(([what], at) => [what, at + 1] as const))("does not contain %s", (_what, at) => {
		expect(JSON.parse(lines[at] as string)).toHaveProperty("level");
		expect(lines[at]).not.toMatch(/needle|example\.org/);
	});
});

describe("the code of an error", () => {
	it("is that of its cause, never a message", () => {
		const refused = Object.assign(new Error(`duplicate key (email)=(${secret})`), { code: "23505" });
		expect(errorCode(new DrizzleQueryError("insert into person values ($1)", [secret], refused))).toBe("23505");
		expect(errorCode(new TypeError(secret))).toBe("TypeError");
		expect(errorCode(secret)).toBe("string");
	});
});
