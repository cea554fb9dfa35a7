/** For files that share a process: one may change its settings, and the next has them as they were. */
import { afterAll, beforeAll } from "vitest";

let settings: object;
const environment = async () => (await import("@/lib/env")).env();

beforeAll(async () => {
	settings = { ...(await environment()) };
});
afterAll(async () => {
	const changed = await environment();
	for (const name of Object.keys(changed)) if (!(name in settings)) Reflect.deleteProperty(changed, name);
	Object.assign(changed, settings);
});
