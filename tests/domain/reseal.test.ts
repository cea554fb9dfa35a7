/** Sealing keys are replaced while the site runs: both open meanwhile, npm run keys seals everything anew, and can be stopped. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { sealedColumns } from "@/db/sealed-columns";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const oldKey = process.env.SEALING_KEY as string;
const newKey = randomBytes(32).toString("base64");

afterEach(() => {
	vi.unstubAllEnvs();
	vi.resetModules();
});

/** Loads the modules as a process with these sealing keys. */
async function processWith(SEALING_KEY: string, SEALING_OLD_KEYS = "") {
	vi.stubEnv("SEALING_KEY", SEALING_KEY);
	vi.stubEnv("SEALING_OLD_KEYS", SEALING_OLD_KEYS);
	vi.resetModules();
	const { refuseUnfitDatabase, closeDatabase } = await import("@/lib/database");
	return {
		...(await import("@/lib/crypto/seal")),
		...(await import("@/lib/commands/sealed-values")),
		connect: () => refuseUnfitDatabase().finally(closeDatabase),
	};
}

/** Runs npm run keys. */
function keys(action: string, SEALING_KEY: string, SEALING_OLD_KEYS = "") {
	const env = { ...process.env, SEALING_KEY, SEALING_OLD_KEYS };
	return promisify(execFile)(process.execPath, ["lib/commands/run-command.mjs", "keys", action], { env }).then(
		({ stdout }) => ({ code: 0, stdout, stderr: "" }),
		(error) => ({ code: error.code as number, stdout: error.stdout as string, stderr: error.stderr as string }),
	);
}

/** Columns of bytes that are no sealed values. */
const notSealed =
	/_hash$|fingerprint$|^exposure\.recent_claim\.claim$|^public\.(delivery|suppression|message_trial)\.(recipient|next_recipient|last_recipient|domain_mark|address_hash)$|^public\.(key_check\.value|(staff_account|push_subscription)\.mark|provider_sign_in\.account_mark)$/;

const columnsOfBytes = `select n.nspname || '.' || c.relname as table, a.attname as column from pg_attribute a
	join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
	where n.nspname in ('public', 'exposure') and c.relkind in ('r', 'p') and not c.relispartition
		and a.atttypid = 'bytea'::regtype and a.attnum > 0 and not a.attisdropped order by 1, 2`;

/** What a column that must have a value is given. */
const fillers: Record<string, string> = {
	text: "'x'",
	timestamptz: "now()",
	bytea: "'\\x00'",
	jsonb: "'{}'",
	_text: "'{}'",
	bool: "false",
};

/** Puts one row into a table, with values of these columns, whatever its checks say. */
async function putRow(table: string, values: Record<string, Buffer>): Promise<void> {
	const { rows } = await owner.query<{ name: string; type: string }>(
		`select a.attname as name, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
		where a.attrelid = $1::regclass and a.attnum > 0 and a.attnotnull and not a.atthasdef and not a.attisdropped and a.attidentity = ''`,
		[table],
	);
	const others = rows.filter(({ name }) => !(name in values));
	const named = [...others.map(({ name }) => name), ...Object.keys(values)].map((name) => `"${name}"`);
	const given = [
		...others.map(({ type }) => fillers[type] ?? "999"),
		...Object.keys(values).map((_, at) => `$${at + 1}`),
	];
	await owner.query(`insert into ${table} (${named.join()}) values (${given.join()})`, Object.values(values));
}

/** Drops the checks and foreign keys of a table, and lets no trigger look at the rows the test puts there. */
async function openTable(table: string): Promise<void> {
	const { rows } = await owner.query(
		"select conname from pg_constraint where conrelid = $1::regclass and contype in ('c', 'f')",
		[table],
	);
	for (const { conname } of rows) await owner.query(`alter table ${table} drop constraint "${conname}"`);
	await owner.query(`alter table ${table} disable trigger user`);
}

const columns = sealedColumns.map((one) => ({
	...one,
	table: one.table.replace(/^exposure\.record$/, "exposure.record_999"),
}));
const tables = [...new Set(columns.map(({ table }) => table))];

beforeAll(async () => {
	await owner.query("create table exposure.record_999 partition of exposure.record for values in (999)");
	const { seal, connect } = await processWith(oldKey);
	await connect();
	for (const table of tables) {
		await openTable(table);
		const own = columns.filter((one) => one.table === table);
		await putRow(
			table,
			Object.fromEntries(own.map(({ column, purpose }) => [column, seal(purpose, `${table} ${column}`)])),
		);
		await owner.query(`alter table ${table} enable trigger user`);
	}
});

/** Opens the value of every column. */
async function opened(
	unseal: (purpose: (typeof columns)[number]["purpose"], sealed: Buffer) => string,
): Promise<string[]> {
	return Promise.all(
		columns.map(async ({ table, column, purpose }) => {
			const { rows } = await owner.query(`select "${column}" as sealed from ${table}`);
			return unseal(purpose, rows[0].sealed);
		}),
	);
}
const texts = columns.map(({ table, column }) => `${table} ${column}`);

it("every column of bytes is sealed and listed, or named as something else", async () => {
	const { rows } = await owner.query<{ table: string; column: string }>(columnsOfBytes);
	const unlisted = rows
		.map(({ table, column }) => `${table}.${column}`)
		.filter((name) => !notSealed.test(name) && !sealedColumns.some((one) => `${one.table}.${one.column}` === name));
	expect(unlisted).toEqual([]);
});

it("a value carries its key's id; the current key seals, and old ones open", async () => {
	const before = await processWith(oldKey);
	const sealed = before.seal("hints", "account ending 42");
	const withoutId = Buffer.concat([Buffer.of(2), sealed.subarray(5)]);
	const after = await processWith(newKey, `${randomBytes(32).toString("base64")}, ${oldKey}`);
	const [current, , old] = after.sealPrefixes();
	expect(sealed.subarray(0, 5)).toEqual(old);
	expect(after.seal("hints", "x").subarray(0, 5)).toEqual(current);
	expect(after.unseal("hints", sealed)).toBe("account ending 42");
	expect(after.unseal("hints", withoutId)).toBe("account ending 42");
	const without = await processWith(newKey);
	expect(() => without.unseal("hints", sealed)).toThrow("a key that is not configured");
	expect(() => without.unseal("hints", withoutId)).toThrow();
});

it("a process with the next key beside the current one starts, one with the next key alone does not", async () => {
	const alone = await processWith(newKey);
	await expect(alone.connect()).rejects.toThrow(/^SEALING_KEY is not the key/);
	const both = await processWith(newKey, oldKey);
	await both.connect();
	const status = await keys("status", newKey, oldKey);
	expect(status.stdout.replace(/id [0-9a-f]{8}/g, "id")).toBe(
		`SEALING_KEY (id): 0 values.\nSEALING_OLD_KEYS (id): ${columns.length} values.\nRun npm run keys -- reseal.\n`,
	);
	for (const secret of [oldKey, newKey]) expect(status.stdout).not.toContain(secret);
});

it("what is stopped goes on where it is needed, and everything opens with both keys meanwhile", async () => {
	const { columnsOf, resealColumn, countByKey, unseal, sealPrefixes } = await processWith(newKey, oldKey);
	const [first] = await columnsOf(owner);
	if (!first) throw new Error("no column");
	expect(await resealColumn(owner, first, AbortSignal.abort(), () => {})).toBe(0);
	const shares: number[] = [];
	expect(await resealColumn(owner, first, new AbortController().signal, (share) => shares.push(share))).toBe(1);
	expect(shares).toEqual([1]);
	expect([...(await countByKey(owner, first))]).toEqual([[sealPrefixes()[0]?.toString("hex"), 1]]);
	expect(await resealColumn(owner, first, new AbortController().signal, () => {})).toBe(0);
	expect(await opened(unseal)).toEqual(texts);
});

it("npm run keys -- reseal seals all of it under the new key, after which the old one is neither needed nor enough", async () => {
	const end = await keys("reseal", newKey, oldKey);
	expect(end).toMatchObject({ code: 0, stderr: "" });
	expect(end.stdout).toMatch(/record_999\.hints: 1 values sealed anew\.\n/);
	expect(end.stdout).toMatch(/Nothing needs SEALING_OLD_KEYS: take them away\.\n$/);
	const { unseal } = await processWith(newKey);
	expect(await opened(unseal)).toEqual(texts);
	expect(await keys("status", newKey)).toMatchObject({
		code: 0,
		stdout: expect.stringContaining(`: ${columns.length} values.\nNothing needs`),
	});
	const late = await processWith(oldKey);
	await expect(late.connect()).rejects.toThrow(/^SEALING_KEY is not the key/);
	const { rows } = await owner.query("select actor_id, detail from audit_event where action = 'sealing-key.replaced'");
	expect(rows).toEqual([{ actor_id: "npm run keys", detail: { values: columns.length - 1 } }]);
});
