import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { buildFolder } from "../../env";
import { errorCode } from "../../log";
import { type Finding, notChecked, ok, warning, wrong } from "./check-finding";

const gigabyte = 1024 ** 3;

/** Checks one file system. An import holds no file of its own, but pages are kept in the build's folder. */
async function checkSpace(what: string, folder: string): Promise<Finding> {
	try {
		const { bavail, bsize, ffree, files } = await statfs(folder);
		const free = (bavail * bsize) / gigabyte;
		const says = `${free.toFixed(1)} GB free`;
		if (free < 0.2)
			return wrong(what, says, "make room: pages are no longer kept, and PostgreSQL stops when its disk is full");
		if (files > 0 && ffree / files < 0.05) return warning(what, "few inodes free", "delete files that are not needed");
		return free < 2 ? warning(what, says, "make room before the table is imported") : ok(what, says);
	} catch (error) {
		return notChecked(what, `cannot be read (${errorCode(error)})`);
	}
}

/** Checks the disks of this machine that the site writes to. The database's may be on another machine. */
export async function diskChecks(): Promise<Finding[]> {
	return Promise.all([checkSpace("disk of kept pages", buildFolder), checkSpace("disk of temporary files", tmpdir())]);
}
