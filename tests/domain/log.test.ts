import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { errorCode } from "@/lib/log";

const run = promisify(execFile);
const secret = "needle@example.org";

/** Runs code in another process and returns its log lines, because the tests' own log is silent. */
async function logged(program: string): Promise<{ lines: Record<string, unknown>[]; text: string }> {
	const words = ["--import", "tsx", "--input-type=module", "--eval", `import { log } from "./lib/log.ts"; ${program}`];
	const { stdout, stderr } = await run(process.execPath, words, { env: { ...process.env, LOG_LEVEL: "info" } });
	expect(stderr).toBe("");
	return {
		lines: stdout
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line)),
		text: stdout,
	};
}

describe("a line of the log", () => {
	it("has only the listed fields, its time and its level", async () => {
		const { lines, text } = await logged(
			`log.info({ event: "code.asked", count: 2, email: "${secret}", person: { email: "${secret}" }, msg: "${secret}" })`,
		);
		expect(lines).toEqual([{ level: "info", time: expect.any(String), event: "code.asked", count: 2 }]);
		expect(text).not.toContain(secret);
	});

	it.each([
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
	])("does not contain %s", async (_what, program) => {
		const { lines, text } = await logged(program);
		expect(lines).toHaveLength(1);
		expect(text).not.toMatch(/needle|example\.org/);
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
