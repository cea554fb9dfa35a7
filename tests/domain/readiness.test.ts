import { beforeEach, expect, it, vi } from "vitest";
import { lastSecondsApart } from "@/lib/clock-difference";
import { database, isConnectionError, probe, schemaVersion } from "@/lib/database";
import { log } from "@/lib/log";
import { unreadyReason } from "@/lib/readiness";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const worker = connectAs("worker");

beforeEach(async () => {
	await worker.query("select report_worker()");
});

/** Pretends that a migration of another version is the newest. */
async function withNewestMigration<T>(when: number, run: () => Promise<T>): Promise<T> {
	await owner.query("update drizzle.__drizzle_migrations set created_at = $2 where created_at = $1", [
		schemaVersion,
		when,
	]);
	return run().finally(() =>
		owner.query("update drizzle.__drizzle_migrations set created_at = $2 where created_at = $1", [when, schemaVersion]),
	);
}

it("a process is ready on a database with its schema, while a worker reports", async () => {
	expect(await unreadyReason()).toBe(undefined);
});

it("no worker for a minute, and none at all, make it unready; the log says so once", async () => {
	const warn = vi.spyOn(log, "warn");
	await owner.query("update worker_report set reported_at = now() - interval '61 seconds'");
	expect([await unreadyReason(), await unreadyReason()]).toEqual(["worker-silent", "worker-silent"]);
	expect(warn.mock.calls).toEqual([[{ event: "web.not-ready", code: "worker-silent" }]]);
	await owner.query("delete from worker_report");
	expect(await unreadyReason()).toBe("worker-silent");
});

it("a clock that is hours from the database's leaves it ready; the log says so once", async () => {
	const warn = vi.spyOn(log, "warn").mockClear();
	await unreadyReason();
	expect(warn).not.toHaveBeenCalled();
	for (const hours of [-3, 3]) {
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hours * 3_600_000 });
		expect([await unreadyReason(), await unreadyReason()]).toEqual([undefined, undefined]);
		vi.useRealTimers();
		expect(warn.mock.calls).toEqual([[{ event: "web.clock-differs", milliseconds: expect.any(Number) }]]);
		expect(lastSecondsApart()).toBeGreaterThan(3 * 3_600 - 60);
		await unreadyReason();
		expect(lastSecondsApart()).toBeLessThan(2);
		warn.mockClear();
	}
	warn.mockRestore();
});

it("so does a schema that is older or newer than the code", async () => {
	expect(await withNewestMigration(1, unreadyReason)).toBe("schema-older");
	expect(await withNewestMigration(9_999_999_999_999, unreadyReason)).toBe("schema-newer");
	await owner.query("alter function schema_version rename to no_version");
	expect(await unreadyReason()).toBe("schema-older");
	await owner.query("alter function no_version rename to schema_version");
	expect(await unreadyReason()).toBe(undefined);
});

it("so does a database that only reads, as after a failover", async () => {
	const { rows } = await owner.query("select current_database() as name");
	const setReadOnly = async (value: "on" | "off") => {
		await owner.query(
			`begin read write; alter database ${rows[0].name} set default_transaction_read_only = ${value}; commit`,
		);
		// The setting counts from the next connection.
		await probe("select pg_terminate_backend(pg_backend_pid())").catch(() => {});
	};
	await setReadOnly("on");
	expect(await unreadyReason()).toBe("database-only-reads");
	await asRole("web", () => expect(database().execute("delete from session")).rejects.toSatisfy(isConnectionError));
	await setReadOnly("off");
	expect(await unreadyReason()).toBe(undefined);
});

it("a process that was busy for longer than the database may take reads the answer that came meanwhile", async () => {
	await probe("select 1");
	const asked = probe("select 1");
	// The question leaves before the next turn of the loop; then the process does nothing else for two seconds.
	setImmediate(() => {
		for (const end = performance.now() + 2_000; performance.now() < end; );
	});
	expect(await asked).toHaveLength(1);
});
