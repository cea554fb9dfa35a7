import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const names = ["IDENTIFIER_KEY", "SEALING_KEY", "AUTH_SECRET"] as const;
export type Keys = Record<(typeof names)[number], string>;

/** The site's keys, made at the first start and kept beside its database, which cannot be read without them. */
export function keys(folder: string): Keys {
	const file = path.join(folder, "keys.json");
	if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Keys;
	const made = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString("base64")])) as Keys;
	writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
	renameSync(`${file}.new`, file);
	return made;
}
