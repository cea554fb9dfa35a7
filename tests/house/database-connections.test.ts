/**
 * Every connection to the database has a listener for its loss. node-postgres emits "error" on a connection that is in use, and of a pool's connections it
 * listens only to the idle ones: without a listener a killed database ends the process, and a worker that sends nothing is what remains.
 */
import { expect, it } from "vitest";
import { sources } from "./source";

/** The names that pools and single connections of a text are kept under. */
const made = (text: string, what: "Pool" | "Client") =>
	[...text.matchAll(new RegExp(`(\\w+) = new pg\\.${what}\\(`, "g"))].map(([, name]) => name as string);

it("each pool listens to its connections in use and to its idle ones, and each single connection to its own loss", () => {
	const faults: string[] = [];
	let found = 0;
	for (const { file, text } of sources()) {
		const listens = (name: string, event: string) => text.includes(`${name}.on("${event}", `);
		for (const pool of made(text, "Pool")) {
			found++;
			if (!listens(pool, "error")) faults.push(`${file}: ${pool} has no listener for its idle connections`);
			if (!text.includes(`${pool}.on("connect", (client) => client.on("error", `))
				faults.push(`${file}: ${pool} has no listener for its connections in use`);
		}
		for (const client of made(text, "Client")) {
			found++;
			if (!listens(client, "error")) faults.push(`${file}: ${client} has no listener`);
		}
	}
	expect(found).toBeGreaterThan(6);
	expect(faults).toEqual([]);
});
