// A folder that every user of the machine can reach, wherever the clone is.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** The clone has a link to the folder, so that the next run finds what a killed one left. */
const linkTo = (name: string) => path.resolve(".data", name);

/** Returns the folder that an earlier run left, or undefined. */
export function leftFolder(name: string): string | undefined {
	return existsSync(linkTo(name)) ? realpathSync(linkTo(name)) : undefined;
}

/** Makes a new, empty folder. Only its owner can list it, and everybody can enter it. */
export function makeReachableFolder(name: string): string {
	const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `${name}-`)));
	chmodSync(folder, 0o711);
	mkdirSync(path.dirname(linkTo(name)), { recursive: true, mode: 0o711 });
	rmSync(linkTo(name), { recursive: true, force: true });
	symlinkSync(folder, linkTo(name));
	return folder;
}

/** Removes a folder and the link to it. */
export function removeReachableFolder(name: string, folder: string): void {
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	rmSync(linkTo(name), { recursive: true, force: true });
}
