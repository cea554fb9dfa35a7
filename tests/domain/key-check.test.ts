import { randomBytes } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");

afterEach(async () => {
	vi.unstubAllEnvs();
	vi.resetModules();
});

/** Connects to the database as a process with these keys. */
async function processWith(keys: Record<string, string> = {}) {
	for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value);
	vi.resetModules();
	return import("@/lib/database");
}

const key = () => randomBytes(32).toString("base64");

it("the first process to connect stores the hashes of its keys, which can be replaced while the database is empty", async () => {
	const first = await processWith({ IDENTIFIER_KEY: key() });
	await first.refuseUnfitDatabase();
	await first.closeDatabase();
	expect((await owner.query("select name from key_check order by name")).rows).toEqual([
		{ name: "IDENTIFIER_KEY" },
		{ name: "SEALING_KEY" },
	]);
	const second = await processWith({ IDENTIFIER_KEY: key() });
	await second.refuseUnfitDatabase();
	await second.closeDatabase();
});

it("as soon as the database has data, a process with other keys can run no statement and is not ready", async () => {
	const right = { IDENTIFIER_KEY: key(), SEALING_KEY: key() };
	const one = await processWith(right);
	await one.refuseUnfitDatabase();
	await one.closeDatabase();
	await owner.query("insert into person (id) values ('per_first')");

	const wrong = await processWith({ ...right, IDENTIFIER_KEY: key() });
	const question = wrong.database().$client.query("select 1");
	await expect(question).rejects.toMatchObject({ name: "WrongKeyError", variable: "IDENTIFIER_KEY" });
	expect(wrong.isConnectionError(await question.catch((error) => error))).toBe(true);
	expect(await wrong.databaseAnswers()).toBe(false);
	await expect(wrong.refuseUnfitDatabase()).rejects.toThrow(
		/^IDENTIFIER_KEY is not the key this database was filled with/,
	);
	await wrong.closeDatabase();

	const again = await processWith(right);
	await again.refuseUnfitDatabase();
	expect(await again.databaseAnswers()).toBe(true);
	await again.closeDatabase();
});

it("the web can ask whether a key is right, but not read or change the stored hashes", async () => {
	await expect(web.query("select * from key_check")).rejects.toThrow("permission denied");
	await expect(web.query("delete from key_check")).rejects.toThrow("permission denied");
	await expect(web.query("select agrees_with_key('AUTH_SECRET', $1)", [randomBytes(16)])).rejects.toThrow("key_check");
});
