import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const names = ["IDENTIFIER_KEY", "SEALING_KEY", "AUTH_SECRET", "CONFIRMATION_KEY"] as const;
type Keys = Record<(typeof names)[number], string>;

/** The site's keys, made at the first start and kept beside its database, which cannot be read without them. */
export function keys(folder: string): Keys {
	const file = path.join(folder, "keys.json");
	const kept: Partial<Keys> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
	if (names.every((name) => kept[name])) return kept as Keys;
	// A folder from before this version lacks the newer ones.
	const made = Object.fromEntries(
		names.map((name) => [name, kept[name] ?? randomBytes(32).toString("base64")]),
	) as Keys;
	writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
	renameSync(`${file}.new`, file);
	return made;
}
