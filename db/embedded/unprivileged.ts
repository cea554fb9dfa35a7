import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/** The user that PostgreSQL runs as if this process is root, because PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number };

/**
 * Returns the account to run PostgreSQL as: undefined for an ordinary user (its own account), otherwise `postgres` or `nobody`.
 * The account must be in /etc/passwd, because initdb looks up its name. Throws if neither is.
 */
export function postgresAccount(): Account | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const accounts = readFileSync("/etc/passwd", "utf8")
		.split("\n")
		.map((line) => line.split(":"));
	for (const name of ["postgres", "nobody"]) {
		const found = accounts.find((fields) => fields[0] === name);
		if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
	}
	throw new Error("PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody.");
}

/** Whether every user can reach a folder: all its parents allow it. */
function reachable(folder: string): boolean {
	for (let at = realpathSync(folder); ; at = path.dirname(at)) {
		if ((statSync(at).mode & 0o001) === 0) return false;
		if (at === path.dirname(at)) return true;
	}
}

/** Creates a folder under /var/tmp that only root can change. Returns its path. Throws if another user owns it or can write to it. */
export function rootOnlyFolder(name: string): string {
	const folder = path.join("/var/tmp", `member-self-check-${name}`);
	mkdirSync(folder, { mode: 0o711, recursive: true });
	const found = lstatSync(folder);
	if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0)
		throw new Error(`${folder} belongs to somebody else; remove it and start again.`);
	chmodSync(folder, 0o711);
	return folder;
}

/** Returns the folder for an account's data: the given one, or one under /var/tmp if the account cannot reach it. */
export function dataHome(folder: string, account: Account | undefined): string {
	if (!account || reachable(folder)) return folder;
	return rootOnlyFolder(createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 16));
}
