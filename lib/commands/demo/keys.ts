import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const names = ["IDENTIFIER_KEY", "SEALING_KEY", "AUTH_SECRET", "CONFIRMATION_KEY"] as const;
type Keys = Record<(typeof names)[number], string>;

/** Returns the site's keys. Creates them at the first start and saves them beside the database, which is unreadable without them. */
export function keys(folder: string): Keys {
	const file = path.join(folder, "keys.json");
	const saved: Partial<Keys> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
	if (names.every((name) => saved[name])) return saved as Keys;
	// A folder of an earlier version may lack some of the keys.
	const made = Object.fromEntries(
		names.map((name) => [name, saved[name] ?? randomBytes(32).toString("base64")]),
	) as Keys;
	writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
	renameSync(`${file}.new`, file);
	return made;
}
