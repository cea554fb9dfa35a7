// Promise of SECURITY.md: a web or worker process that is taken over cannot rewrite a version, make staff, or learn who is in the data and hide it.
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { activateVersion, addIncident, addMember } from "../support/exposed-people";
import { connectAs, inTransaction, staffRow } from "../support/roles";

const owner = connectAs("owner");
const roles = { web: connectAs("web"), worker: connectAs("worker") };
const denied = { code: "42501" };
let versionId: string;
let datasetId: string;
let partition: number;

beforeAll(async () => {
	await staffRow(owner, "stf_one", "One", "data-lead");
	await staffRow(owner, "stf_two", "Two", "data-lead");
	await staffRow(owner, "stf_away", "Away", "data-lead");
	await owner.query("update session set revoked_at = now() where staff_id = 'stf_away'");
	({ datasetId } = await addIncident(owner));
	versionId = await activateVersion(owner, datasetId, [{ name: "Jo", identifiers: { email: "jo@example.org" } }]);
	partition = (await owner.query("select partition from dataset_version where id = $1", [versionId])).rows[0].partition;
});

describe.each(["web", "worker"] as const)("as the %s: an approved version", (role) => {
	it.each([
		["is not set back to be imported again", "state = 'importing'"],
		["is not set back to ready", "state = 'ready'"],
		["does not change its importer", "imported_by = 'stf_two'"],
		["does not change its activator", "activated_by = 'stf_one'"],
		["does not change its file's hash", "file_hash = '\\x01'"],
		["does not change its partition", "partition = default"],
		["does not change its report", "report = '{}'"],
		["does not change when it was activated", "activated_at = now()"],
	])("%s", async (_what, set) => {
		await expect(roles[role].query(`update dataset_version set ${set} where id = $1`, [versionId])).rejects.toThrow();
	});

	it.each(["record", "profile"])("keeps its rows (%s)", async (kind) => {
		for (const table of [`exposure.${kind}`, `exposure.${kind}_${partition}`])
			for (const statement of [
				`delete from ${table}`,
				`truncate ${table}`,
				`update ${table} set partition = 9`,
				`drop table ${table}`,
			])
				await expect(roles[role].query(statement)).rejects.toMatchObject(denied);
	});

	it("is not removed, and its tables are not dropped or made anew", async () => {
		await expect(roles[role].query("delete from dataset_version where id = $1", [versionId])).rejects.toMatchObject(
			denied,
		);
		for (const call of ["prepare_version", "drop_version"])
			await expect(roles[role].query(`select exposure.${call}($1)`, [versionId])).rejects.toThrow();
	});

	it("is made in no other state than its beginning, and by staff who exist", async () => {
		for (const [state, by] of [
			["ready", "stf_one"],
			["active", "stf_one"],
			["uploading", "stf_invented"],
			["importing", "stf_invented"],
		])
			await expect(
				roles[role].query(
					"insert into dataset_version (id, dataset_id, number, state, file_name, imported_by) values ('dsv_x', $1, 9, $2, 'x', $3)",
					[datasetId, state, by],
				),
			).rejects.toMatchObject(denied);
	});

	it("nobody is made staff, given a role or removed", async () => {
		await expect(
			roles[role].query(
				"insert into staff_member (id, display_name, email_fingerprint, email_sealed, roles) values ('stf_x', 'X', '', '', '{admin}')",
			),
		).rejects.toMatchObject(denied);
		await expect(roles[role].query("update staff_member set roles = '{admin}'")).rejects.toMatchObject(denied);
		await expect(
			roles[role].query("select add_staff('staff', 'stf_one', 'stf_x', 'X', '', '', '{admin}')"),
		).rejects.toMatchObject(denied);
		await expect(
			roles[role].query("select change_staff_roles('system', 'npm run staff', 'stf_one', '{admin}')"),
		).rejects.toMatchObject(denied);
	});
});

it("as the web: the version that people are answered from does not stop being active by itself", async () => {
	const stop = "update dataset_version set state = 'superseded' where id = $1";
	await expect(roles.web.query(stop, [versionId])).rejects.toMatchObject(denied);
	const client = await roles.web.connect();
	await client.query("begin");
	await client.query(stop, [versionId]);
	await client.query("select record_audit('staff', 'stf_two', 'dataset-version.withdrawn', $1)", [versionId]);
	await client.query("update dataset_version set state = 'withdrawn', withdrawn_at = now() where id = $1", [versionId]);
	await expect(client.query("commit")).rejects.toMatchObject(denied);
	client.release();
});

describe("a ready version", () => {
	const ready = async (id: string) => {
		await owner.query(
			"insert into dataset_version (id, dataset_id, number, state, file_name, imported_by) values ($1, $2, (select 1 + max(number) from dataset_version), 'importing', 'x', 'stf_one')",
			[id, datasetId],
		);
		await roles.worker.query("select exposure.prepare_version($1)", [id]);
	};

	it("takes no more rows, also where the importer has left its tables open, and its move is in the audit log", async () => {
		await ready("dsv_open");
		const { rows } = await roles.worker.query(
			"update dataset_version set state = 'ready', report = '{}' where id = 'dsv_open' returning partition",
		);
		await expect(
			roles.worker.query(`insert into exposure.record_${rows[0].partition} (record, profile) values (1, 1)`),
		).rejects.toMatchObject(denied);
		const entries = await owner.query("select detail from audit_event where subject_id = 'dsv_open'");
		expect(entries.rows.map((row) => row.detail)).toEqual([{ from: "importing", to: "ready", by: "worker" }]);
	});

	it("waits for rows that are still being written, and takes none of them after that", async () => {
		await ready("dsv_slow");
		const { rows } = await owner.query("select partition from dataset_version where id = 'dsv_slow'");
		const slow = await roles.worker.connect();
		await slow.query("begin");
		await slow.query(`insert into exposure.record_${rows[0].partition} (record, profile) values (1, 1)`);
		const moved = roles.worker.query(
			"update dataset_version set state = 'ready', report = '{}' where id = 'dsv_slow' returning state",
		);
		const waits = "select count(*)::int as n from pg_locks where not granted and mode = 'ShareLock'";
		await expect.poll(async () => (await owner.query(waits)).rows[0].n).toBe(1);
		await slow.query("rollback");
		slow.release();
		expect((await moved).rows).toEqual([{ state: "ready" }]);
	});

	it.each([
		["the worker", "worker", "stf_two"],
		["the web for staff who do not exist", "web", "stf_invented"],
		["the web for staff who are not signed in", "web", "stf_away"],
	] as const)("is not activated by %s", async (_who, role, by) => {
		const id = `dsv_${role}_${by}`;
		await ready(id);
		await owner.query("update dataset_version set state = 'ready' where id = $1", [id]);
		await expect(
			roles[role].query(
				"update dataset_version set state = 'active', activated_by = $2, activated_at = now() where id = $1",
				[id, by],
			),
		).rejects.toMatchObject(denied);
	});
});

describe.each(["ready", "superseded"])("a version that answers nobody (%s)", (state) => {
	const id = `dsv_kept_${state}`;
	beforeAll(async () => {
		await owner.query(
			"insert into dataset_version (id, dataset_id, number, state, file_name, imported_by) values ($1, $2, (select 1 + max(number) from dataset_version), 'importing', 'x', 'stf_one')",
			[id, datasetId],
		);
		await roles.worker.query("select exposure.prepare_version($1)", [id]);
		await owner.query("update dataset_version set state = 'ready' where id = $1", [id]);
		if (state === "superseded")
			await owner.query(
				"update dataset_version set state = $2, activated_by = 'stf_two', activated_at = now() where id = $1",
				[id, state],
			);
	});
	const withdraw = (before: string) =>
		inTransaction(roles.web, async (client) => {
			if (before) await client.query("select record_audit('staff', $1, 'dataset-version.withdrawn', $2)", [before, id]);
			await client.query("update dataset_version set state = 'withdrawn', withdrawn_at = now() where id = $1", [id]);
			await client.query("select exposure.drop_version($1)", [id]);
		});

	it("is withdrawn, and its data dropped, only with the entry of somebody who is signed in", async () => {
		for (const by of ["", "stf_away", "stf_invented"]) await expect(withdraw(by), by).rejects.toThrow();
		// An entry of an earlier transaction is no entry of this one.
		await roles.web.query("select record_audit('staff', 'stf_two', 'dataset-version.withdrawn', $1)", [id]);
		await expect(withdraw("")).rejects.toMatchObject(denied);
		await withdraw("stf_two");
		expect((await owner.query("select state from dataset_version where id = $1", [id])).rows).toEqual([
			{ state: "withdrawn" },
		]);
	});
});

describe("a captured web looks for who is in the data", () => {
	const print = "decode(repeat('ab', 16), 'hex')";
	const proof = (means: string, kind = "email") =>
		`insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) values ('pid_x', 'per_x', '${kind}', ${print}, '', '${means}')`;

	it.each([
		["an address nobody has just proven", proof("email-code")],
		["a number on a letter's code", proof("letter-code", "membership-number")],
		["a number on a provider's word", proof("single-sign-on", "membership-number")],
		["an address on the word of a provider that nobody has checked", proof("single-sign-on")],
	])("it writes no proof for %s", async (_what, statement) => {
		const client = await roles.web.connect();
		await client.query("begin");
		await client.query("insert into person (id) values ('per_x')");
		await expect(client.query(statement)).rejects.toMatchObject(denied);
		await client.query("rollback");
		client.release();
	});

	const ask = (id: string, address: string, sealed = "") =>
		`insert into challenge (id, purpose, browser_hash, address_fingerprint, mailbox_fingerprint, address_sealed, words, locale, expires_at)
		values ('${id}', 'sign-in', '${id}', ${address}, ${address}, '${sealed}', '', 'en', now() + interval '10 minutes')`;

	it.each([
		[
			"makes a challenge that is answered",
			ask("chl_a", print).replace("expires_at)", "expires_at, consumed_at)").replace(/\)$/, ", now())"),
		],
		["answers a challenge without its code", "update challenge set consumed_at = now()"],
		["takes back attempts", "update challenge set attempts = 0"],
		["takes away the challenges that count attempts", "delete from challenge"],
		["makes a challenge younger", "update challenge set created_at = now()"],
		["reads the hash of a code", "select * from mailed_code"],
		["writes the hash of a code", "insert into mailed_code values ('chl_a', '', '', now())"],
		["reads what is typed", "select * from code_attempt"],
		["writes that a code was replaced", "insert into replaced_code values ('chl_a', '', now())"],
		["reads a mail with a code", "select text_sealed from outbox_message"],
		["takes a mail out of the quotas", "update challenge set sends = 0"],
		["moves when a mail was sent", "update challenge set sent_at = now() - interval '1 day'"],
		[
			"writes a mail",
			"insert into outbox_message (id, kind, locale, recipient_sealed, subject_sealed, text_sealed) values ('msg_x', 'reminder', 'en', '', 'Send us your password', 'Now')",
		],
		["writes the text of a mail", "update outbox_message set text_sealed = 'Send us your password'"],
		["queues a notice of another kind", "select queue_notice('msg_x', 'warning', '', 'en', '')"],
		["queues a reminder", "select queue_notice('msg_x', 'reminder', '', 'en', '')"],
		[
			"queues a notice of its own words",
			"select queue_notice('msg_x', 'new-browser', 'Send us your password', 'en', '')",
		],
		["queues a notice of other values", "select queue_notice('msg_x', 'sign-in-changed', 'changed', 'en', '')"],
		["queues a notice in another language", "select queue_notice('msg_x', 'sign-in-changed', 'added', 'xx', '')"],
		["queues a mail for no challenge", "select queue_code('msg_x', 'chl_none', '', '', '')"],
		["queues the job of a mail", "select enqueue_job('send_mail', 'msg_x')"],
		["queues the import of a version that is not there", "select enqueue_job('import_dataset', 'dsv_none')"],
		["takes numbers out of the audit log", "select nextval('audit_event_id_seq')"],
		["takes numbers away from versions", "select nextval('dataset_version_partition_seq')"],
		["allows a provider", "insert into sign_in_provider values ('staff')"],
		[
			"opens a session for staff",
			"insert into session (id, token_hash, staff_id, expires_at) values ('ses_a', 'a', 'stf_one', now() + interval '1 day')",
		],
		["makes a session somebody else's", "update session set staff_id = 'stf_one'"],
	])("it never %s", async (_what, statement) => {
		await expect(roles.web.query(statement)).rejects.toMatchObject(denied);
	});

	it("it opens no session for a person whose code it has not used", async () => {
		const { personId } = await addMember(owner, { email: "cy@example.org" });
		const open =
			"insert into session (id, token_hash, person_id, expires_at) values ('ses_b', 'b', $1, now() + interval '1 day')";
		await expect(roles.web.query(open, [personId])).rejects.toMatchObject(denied);
		const client = await roles.web.connect();
		// As another role, which the web may take on.
		await client.query("set role selfcheck_web");
		await expect(client.query(open, [personId])).rejects.toMatchObject(denied);
		await client.query("reset role");
		client.release();
	});

	/** Makes a code for an address, types it, and does more in the transaction that uses it. */
	async function withCode(
		{
			id,
			purpose = "sign-in",
			person = null,
			address = print,
		}: { id: string; purpose?: string; person?: string | null; address?: string },
		more: (client: pg.PoolClient) => Promise<unknown>,
	) {
		await roles.web.query(
			ask(id, address)
				.replace("'sign-in'", `'${purpose}'`)
				.replace("expires_at)", "expires_at, person_id)")
				.replace(/\)$/, ", $1)"),
			[person],
		);
		await owner.query("insert into mailed_code values ($1, 'right', $1::text::bytea, now() + interval '1 day')", [id]);
		await roles.web.query("select submit_code($1, 'right', null)", [id]);
		await inTransaction(roles.web, async (client) => {
			expect((await client.query("select use_code($1, 1) as right", [id])).rows).toEqual([{ right: true }]);
			await more(client);
		});
	}

	describe("with a code of a mailbox of its own", () => {
		const own = (at: number) => `decode(repeat('${(at + 160).toString(16)}', 16), 'hex')`;
		const proveAs = (personId: string, address: string, id: string) =>
			`insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) values ('${id}', '${personId}', 'email', ${address}, '', 'email-code')`;

		it.each([
			["who is signed in", "sign-in", false],
			["who has signed out", "sign-in", true],
			["who has signed out, for whom it asked", "add-identifier", true],
		])("it becomes no person %s", async (_who, purpose, ended) => {
			const at = ["sign-in", "add-identifier"].indexOf(purpose) * 2 + Number(ended);
			const victim = await addMember(owner, { email: `victim${at}@example.org` });
			if (ended) await owner.query("update session set revoked_at = now() where person_id = $1", [victim.personId]);
			const person = purpose === "sign-in" ? null : victim.personId;
			await expect(
				withCode({ id: `chl_own${at}`, purpose, person, address: own(at) }, (client) =>
					client.query(proveAs(victim.personId, own(at), `pid_own${at}`)),
				),
			).rejects.toMatchObject(denied);
		});

		it("it moves no proof of its own to a person who has signed out, by a merge", async () => {
			const victim = await addMember(owner, { email: "merged.victim@example.org" });
			await owner.query("update session set revoked_at = now() where person_id = $1", [victim.personId]);
			await withCode({ id: "chl_mine", address: own(8) }, async (client) => {
				await client.query("insert into person (id) values ('per_mine')");
				await client.query(proveAs("per_mine", own(8), "pid_mine"));
			});
			await expect(
				withCode({ id: "chl_merge", purpose: "add-identifier", person: victim.personId, address: own(8) }, (client) =>
					client.query("select merge_person('per_mine', $1)", [victim.personId]),
				),
			).rejects.toMatchObject(denied);
		});

		it("it opens no session that outlasts those of its kind", async () => {
			let opened = 0;
			const open = (more: string) =>
				withCode({ id: `chl_long${++opened}`, address: own(9) }, async (client) => {
					await client.query("insert into person (id) values ('per_long')");
					await client.query(proveAs("per_long", own(9), "pid_long"));
					await client.query(
						`insert into session (id, token_hash, person_id, seen_at, expires_at) values ('ses_long', 'long', 'per_long', ${more})`,
					);
				});
			await expect(open("now(), now() + interval '13 hours'")).rejects.toMatchObject(denied);
			await expect(open("now() + interval '5 hours', now() + interval '12 hours'")).rejects.toMatchObject(denied);
			await open("now(), now() + interval '12 hours'");
			await owner.query("update session set seen_at = now() - interval '31 minutes' where id = 'ses_long'");
			await expect(roles.web.query("update session set seen_at = now() where id = 'ses_long'")).rejects.toMatchObject(
				denied,
			);
		});
	});

	it("it changes nothing that somebody has saved, is answered or has proven, unless they are signed in", async () => {
		const { personId } = await addMember(owner, { email: "kept@example.org" });
		const { rows: tables } = await owner.query(
			"select distinct c.relname as name, t.tgtype & 4 > 0 as inserts from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'changes_while_signed_in' order by 1",
		);
		// A table that refers to people is held, or named here with whoever else writes it.
		const others = {
			challenge: "asks for a code",
			delivery: "staff and the worker",
			known_browser: "sign-in",
			plan_reminder: "has rules of its own",
			session: "has rules of its own",
		};
		const { rows: refer } = await owner.query(
			`select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'person'::regclass
			union select attrelid::regclass::text from pg_attribute join pg_class c on c.oid = attrelid
			where attname = 'person_id' and relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
		);
		expect(refer.map(({ name }) => name)).toEqual([...tables.map(({ name }) => name), ...Object.keys(others)].sort());
		await owner.query("insert into action_progress (person_id, action, state) values ($1, 'x', 'done')", [personId]);
		await owner.query("insert into plan_choice (person_id, nation) values ($1, 'wales')", [personId]);
		await owner.query(
			"insert into contact_preference (person_id, channel, purpose, allowed) values ($1, 'email', 'x', true)",
			[personId],
		);
		await owner.query(
			"insert into plan_reminder (id, person_id, channel, to_sign_in, locale, due_at) values ('rem_kept', $1, 'email', true, 'en', now())",
			[personId],
		);
		const statements = [
			"delete from proven_identifier where person_id = $1",
			"update action_progress set state = 'skipped' where person_id = $1",
			"delete from plan_choice where person_id = $1",
			"update contact_preference set allowed = false where person_id = $1",
			"insert into consent_record (id, person_id, action, locale, statements) values ('cns_x', $1, 'x', 'en', '[]')",
			"insert into format_request (id, person_id, format, language) values ('fmt_x', $1, 'braille', 'en')",
			"update plan_reminder set locale = 'cy' where person_id = $1",
			"delete from plan_reminder where person_id = $1",
			"insert into plan_reminder (id, person_id, channel, to_sign_in, locale, due_at) values ('rem_x', $1, 'email', true, 'en', now()) on conflict (person_id) do update set due_at = now()",
		];
		const rolledBack = async (statement: string) => {
			const client = await roles.web.connect();
			await client.query("begin");
			try {
				await client.query(statement, [personId]);
			} finally {
				await client.query("rollback");
				client.release();
			}
		};
		for (const statement of statements) await rolledBack(statement);
		await owner.query("update session set revoked_at = now() where person_id = $1", [personId]);
		for (const statement of statements) await expect(rolledBack(statement), statement).rejects.toMatchObject(denied);
		// Staff end it when they have called.
		await owner.query("update plan_reminder set handed_over_at = now() where id = 'rem_kept'");
		await rolledBack("delete from plan_reminder where person_id = $1");
	});

	it("it makes nobody another person, who would get no messages, nor speaks to them in another language", async () => {
		const { personId } = await addMember(owner, { email: "stays@example.org" });
		for (const statement of [
			"update person set merged_into = id",
			"update person set locale = 'cy'",
			"update person set id = 'per_other'",
			"delete from person",
		])
			await expect(roles.web.query(statement), statement).rejects.toMatchObject(denied);
		await inTransaction(roles.web, (client) => client.query("select from person where id = $1 for update", [personId]));
	});

	it("it sends a person's messages nowhere else", async () => {
		const { personId } = await addMember(owner, { email: "told@example.org" });
		await owner.query(
			"insert into contact_point (id, person_id, channel, sealed, fingerprint, proven_at) values ('cpt_told', $1, 'email', 'old', 'old', now())",
			[personId],
		);
		for (const statement of [
			`insert into contact_point (id, person_id, channel, sealed, fingerprint, proven_at) values ('cpt_x', '${personId}', 'email', 'x', ${print}, now())`,
			"update contact_point set sealed = 'x' where id = 'cpt_told'",
			`update contact_point set fingerprint = ${print} where id = 'cpt_told'`,
			"update contact_point set replaced_at = now() where id = 'cpt_told'",
			"update contact_point set person_id = 'per_kept', replaced_at = now(), sealed = null, fingerprint = null where id = 'cpt_told'",
		])
			await expect(roles.web.query(statement), statement).rejects.toMatchObject(denied);
		await roles.web.query(
			"update contact_point set replaced_at = now(), sealed = null, fingerprint = null where id = 'cpt_told'",
		);
		await expect(
			roles.web.query("update contact_point set replaced_at = null where id = 'cpt_told'"),
		).rejects.toMatchObject(denied);
	});

	it.each([
		["of a new person", "sign-in", false],
		["that somebody adds", "add-identifier", true],
		["for messages", "contact-point", true],
		["that follows updates", "contact-point", false],
		["of a colleague", "staff-sign-in", false],
	])(
		"it keeps an address %s under no other seal than the one that the worker has opened",
		async (what, purpose, isSignedIn) => {
			const id = what.replaceAll(" ", "-");
			const address = `sha256('${id}')`;
			const person = isSignedIn ? (await addMember(owner, { email: `${id}@example.org` })).personId : null;
			const asked = (challenge: string, sealed: string) =>
				roles.web.query(
					ask(challenge, address, sealed)
						.replace("'sign-in'", `'${purpose}'`)
						.replace("expires_at)", "expires_at, person_id)")
						.replace(/\)$/, ", $1)"),
					[person],
				);
			// The code of one mail, typed where another was asked for, which the worker never wrote: its seal is of another address.
			await asked(`chl_typed-${id}`, "of another");
			await asked(`chl_mailed-${id}`, "as mailed");
			await owner.query("insert into mailed_code values ($1, 'short', $1::text::bytea, now() + interval '1 day')", [
				`chl_mailed-${id}`,
			]);
			await roles.web.query("select submit_code($1, null, $2)", [`chl_typed-${id}`, Buffer.from(`chl_mailed-${id}`)]);
			const proof = (owner: string) =>
				`insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means) values ('pid_${id}', '${owner}', 'email', ${address}, 'of another', 'email-code')`;
			const statements: Record<string, string[]> = {
				"of a new person": [`insert into person (id) values ('per_${id}')`, proof(`per_${id}`)],
				"that somebody adds": [proof(String(person))],
				"for messages": [
					`insert into contact_point (id, person_id, channel, sealed, fingerprint, proven_at) values ('cpt_${id}', '${person}', 'email', 'of another', ${address}, now())`,
				],
				"that follows updates": [`select subscribe('sub_${id}', 'all', 'chl_typed-${id}')`],
				"of a colleague": [
					`insert into session (id, token_hash, staff_id, expires_at) values ('ses_${id}', '${id}', 'stf_${id}', now() + interval '1 hour')`,
				],
			};
			if (what === "of a colleague")
				await owner.query(
					`insert into staff_member (id, display_name, email_fingerprint, email_sealed, roles) values ('stf_${id}', 'New', ${address}, 'of another', '{}')`,
				);
			await inTransaction(roles.web, async (client) => {
				expect((await client.query("select use_code($1, -1) as right", [`chl_typed-${id}`])).rows).toEqual([
					{ right: true },
				]);
				for (const statement of statements[what] ?? []) await client.query(statement);
			});
			const { rows } = await owner.query(
				`select sealed from proven_identifier where fingerprint = ${address} union all select sealed from contact_point where fingerprint = ${address}
			union all select address_sealed from subscription where address_fingerprint = ${address}
			union all select email_sealed from staff_member where email_fingerprint = ${address}`,
			);
			expect(rows.map(({ sealed }) => sealed.toString())).toEqual(["as mailed"]);
		},
	);

	it("a guess at a code is judged only once it is counted for good, and five are", async () => {
		await roles.web.query(ask("chl_guess", print));
		await owner.query("insert into mailed_code values ('chl_guess', 'right', 'long', now() + interval '1 day')");
		const client = await roles.web.connect();
		await client.query("begin");
		const { rows } = await client.query("select submit_code('chl_guess', 'right', null) as attempt");
		expect(rows[0].attempt).toBe(1);
		expect((await client.query("select use_code('chl_guess', 1) as right")).rows).toEqual([{ right: false }]);
		await client.query("rollback");
		for (const attempt of [1, 2, 3, 4, 5, null]) {
			const submitted = await client.query("select submit_code('chl_guess', $1::bytea, null) as attempt", [
				Buffer.from(`wrong ${attempt}`),
			]);
			expect(submitted.rows).toEqual([{ attempt }]);
			expect((await client.query("select use_code('chl_guess', $1) as right", [attempt])).rows).toEqual([
				{ right: false },
			]);
		}
		client.release();
	});

	it("and learns nothing in a transaction that it rolls back", async () => {
		const client = await roles.web.connect();
		const real = (
			await owner.query("select decode(replace(email::text, '-', ''), 'hex') as print from exposure.record limit 1")
		).rows[0].print;
		await client.query("begin");
		await client.query("insert into person (id) values ('per_x')");
		await client.query("rollback");
		// Also where it has a code: of a mailbox that it reads.
		await client.query(ask("chl_x", "$1"), [real]);
		await owner.query("insert into mailed_code values ('chl_x', 'right', 'long of x', now() + interval '1 day')");
		await client.query("select submit_code('chl_x', 'right', null)");
		await client.query("begin");
		await client.query("insert into person (id) values ('per_x')");
		expect((await client.query("select use_code('chl_x', 1) as right")).rows).toEqual([{ right: true }]);
		await client.query(proof("email-code").replace(print, "$1"), [real]);
		await client.query(
			"insert into session (id, token_hash, person_id, expires_at) values ('ses_x', '', 'per_x', now() + interval '1 hour')",
		);
		await expect(client.query("select * from exposure.check_person('per_x')")).rejects.toThrow("not signed in");
		await client.query("rollback");
		client.release();
	});

	it("a proof that is committed has an entry of the database's own, and is not moved to somebody else", async () => {
		const { personId } = await addMember(owner, { email: "ann@example.org" });
		await expect(
			roles.web.query("update proven_identifier set person_id = 'per_y' where person_id = $1", [personId]),
		).rejects.toMatchObject(denied);
		await expect(roles.web.query("select merge_person($1, 'per_y')", [personId])).rejects.toMatchObject(denied);
		const other = await addMember(owner, { email: "bob@example.org" });
		await expect(
			roles.web.query("update session set person_id = $1 where id = $2", [personId, other.sessionId]),
		).rejects.toMatchObject(denied);
		await roles.web.query(ask("chl_kept", print));
		await owner.query("insert into mailed_code values ('chl_kept', 'right', 'long of kept', now() + interval '1 day')");
		await roles.web.query("select submit_code('chl_kept', 'right', null)");
		const client = await roles.web.connect();
		await client.query("begin");
		await client.query("insert into person (id) values ('per_kept')");
		await client.query("select use_code('chl_kept', 1)");
		await client.query(proof("email-code").replaceAll("_x'", "_kept'"));
		await client.query("commit");
		client.release();
		const { rows } = await owner.query("select action, detail from audit_event where subject_id = 'pid_kept'");
		expect(rows).toEqual([{ action: "proof.written", detail: { person: "per_kept", means: "email-code" } }]);
	});
});

it("nobody ends a session who has only read of it", async () => {
	const { sessionId } = await addMember(owner, { email: "stays.in@example.org" });
	const here = await addMember(owner, { email: "stays.here@example.org" });
	await owner.query("update session set person_id = $1 where id = $2", [here.personId, sessionId]);
	const sessions = async () =>
		(
			await roles.web.query(
				"select id, token_hash, seen_at, revoked_at from session where person_id = $1 order by id",
				[here.personId],
			)
		).rows;
	const before = await sessions();
	expect(before).toHaveLength(2);
	for (const role of [roles.web, roles.worker])
		for (const statement of [
			"update session set revoked_at = now() where id = $1",
			"delete from session where id = $1",
		])
			await expect(role.query(statement, [sessionId]), statement).rejects.toMatchObject(denied);
	for (const { token_hash } of before) {
		await roles.web.query("select end_session($1)", [token_hash]);
		await roles.web.query("select end_other_sessions($1, null)", [token_hash]);
	}
	// Nor by an age at which it would end by itself.
	await roles.web.query("update session set seen_at = now() - interval '1 day'");
	expect(await sessions()).toEqual(before);
	const { rows } = await roles.web.query("select end_other_sessions($1, null) as ended", [here.sessionSecret]);
	expect(rows).toEqual([{ ended: 1 }]);
	expect((await sessions()).map(({ id, revoked_at }) => [id, revoked_at !== null])).toEqual(
		before.map(({ id }) => [id, id === sessionId]),
	);
});

it("a captured worker takes no address that must not be written to off the list, but those that are over", async () => {
	await owner.query(
		"insert into suppression (recipient, scope, reason, added_by, expires_at) values ('safe', 'all', 'safety', 'stf_one', null), ('later', 'all', 'asked', 'stf_one', now() + interval '1 day'), ('over', 'all', 'asked', 'stf_one', now() - interval '1 day')",
	);
	for (const recipient of ["safe", "later"])
		await expect(roles.worker.query("delete from suppression where recipient = $1", [recipient])).rejects.toMatchObject(
			denied,
		);
	expect((await roles.worker.query("delete from suppression where expires_at <= now()")).rowCount).toBe(1);
});

it("a captured worker lets no message look as one that has gone out, nor takes one back", async () => {
	await owner.query(
		`insert into message (id, reference, kind, subject_en, body_en, audience, state, created_by, started_at) values
		('mes_draft', 'AAAA-AAAA', 'campaigning', 's', 'b', '{}', 'draft', 'stf_one', null)`,
	);
	await expect(
		roles.worker.query("update message set started_at = now() where id = 'mes_draft'"),
	).rejects.toMatchObject(denied);
});
