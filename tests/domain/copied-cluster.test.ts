/** A copy of a cluster's files. These are invented, since no PostgreSQL is started of them. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { copyCluster, removeCluster } from "@/db/embedded/cluster";
import { dataHome, postgresAccount } from "@/db/embedded/unprivileged";

test("takes the place of what is left there, also of data elsewhere whose folder somebody has removed", async () => {
	// Only its owner may enter it. For root, PostgreSQL's data is elsewhere then.
	const closed = mkdtempSync(path.join(tmpdir(), "closed-"));
	const [from, to] = [path.join(closed, "from"), path.join(closed, "to")];
	const dataOf = (folder: string) => {
		mkdirSync(folder, { recursive: true });
		return path.join(dataHome(folder, postgresAccount()), "data");
	};
	try {
		for (const file of ["first", "second"]) {
			rmSync(dataOf(from), { recursive: true, force: true });
			mkdirSync(dataOf(from));
			writeFileSync(path.join(dataOf(from), file), "");
			writeFileSync(path.join(from, "key"), file);
			await copyCluster(from, to);
			expect(readdirSync(dataOf(to))).toEqual([file]);
			if (file === "first") rmSync(to, { recursive: true });
		}
	} finally {
		for (const folder of [from, to]) {
			dataOf(folder);
			await removeCluster(folder);
		}
		rmSync(closed, { recursive: true });
	}
});
