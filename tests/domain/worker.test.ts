import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { seal } from "@/lib/crypto/seal";
import { database, setDatabaseRole } from "@/lib/database";
import { createDataset, receiveUpload, startImport } from "@/lib/datasets";
import { fingerprint } from "@/lib/identifiers";
import { requestCode } from "@/lib/identity";
import { codeLimits } from "@/lib/identity/code-limits";
import { queueNotice } from "@/lib/mail";
import { addIncident } from "../support/exposed-people";
import { mappingOf, pieces } from "../support/imports";
import { type MailRelay, startMailRelay } from "../support/mail-relay";
import { putMail } from "../support/outbox";
import { signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";
import { startWorker, type WorkerProcess } from "../support/worker";

const owner = connectAs("owner");
const worker = connectAs("worker");
const relays: MailRelay[] = [];
const workers: WorkerProcess[] = [];

beforeAll(() => setDatabaseRole("owner"));
beforeEach(async () => {
	await owner.query("delete from graphile_worker._private_jobs");
});
afterEach(async () => {
	for (const worker of workers.splice(0)) await worker.stop();
	for (const relay of relays.splice(0)) await relay.stop();
});

async function relay(behaviour: Parameters<typeof startMailRelay>[0] = {}): Promise<MailRelay> {
	const started = await startMailRelay(behaviour);
	relays.push(started);
	return started;
}
async function workerOf({ url }: MailRelay): Promise<WorkerProcess> {
	const started = await startWorker({ SMTP_URL: url });
	workers.push(started);
	return started;
}
const write = (kind: "sign-in-code" | "reminder", to: string) =>
	putMail(owner, { kind, to, subject: "Subject", text: "Text." });
const writeReminders = (count: number) =>
	Promise.all([...Array(count).keys()].map((at) => write("reminder", `reminder${at}@example.org`)));
const within = (seconds: number, check: () => void) => vi.waitFor(check, { timeout: seconds * 1_000, interval: 20 });
const eventsOf = (lines: WorkerProcess["lines"], event: string) => lines.filter((line) => line.event === event);

test("a job that was due by a clock of the database three hours ahead is done once the clock is back; one with a time of its own keeps it", async () => {
	const { accepted, ...well } = await relay();
	const jobOf = (to: string) =>
		owner.query(
			"update graphile_worker._private_jobs set created_at = now() + interval '3 hours', updated_at = now() + interval '3 hours', run_at = now() + $1::interval where run_at <= now() returning run_at",
			[to],
		);
	await write("reminder", "at.nine@example.org");
	const later = (await jobOf("10 hours")).rows;
	await write("sign-in-code", "at.once@example.org");
	await jobOf("3 hours");
	await workerOf({ accepted, ...well });
	await within(10, () => expect(accepted.map(({ to }) => to)).toEqual(["at.once@example.org"]));
	const { rows } = await owner.query(
		"select run_at from graphile_worker._private_jobs where run_at > now() + interval '9 hours'",
	);
	expect(rows).toEqual(later);
});

test("a code is sent before 200 waiting reminders, and ten mails at once: 33 a second at a relay that takes 300 ms a mail", async () => {
	const { accepted, mostAtOnce, ...slow } = await relay({ milliseconds: 300 });
	await writeReminders(200);
	await workerOf({ accepted, mostAtOnce, ...slow });
	await within(10, () => expect(accepted.length).toBeGreaterThan(0));
	await write("sign-in-code", "member@example.org");
	await within(5, () => expect(accepted.map(({ to }) => to)).toContain("member@example.org"));
	expect(accepted.length, "most reminders still wait").toBeLessThan(100);
	await within(60, () => expect(accepted).toHaveLength(201));
	// The number at once is the same on a busy machine, where a second has fewer mails.
	expect(mostAtOnce()).toBeGreaterThanOrEqual(10);
});

test("codes are sent first, then security notices, then reminders", async () => {
	const one = await relay();
	await database().transaction(async (tx) => {
		await queueNotice(tx, { kind: "reminder", detail: "", locale: "en", to: "reminder@example.org" });
		await queueNotice(tx, { kind: "sign-in-changed", detail: "removed", locale: "en", to: "notice@example.org" });
	});
	await requestCode({ purpose: "sign-in", address: "code@example.org", locale: "en" });
	const { rows } = await owner.query(
		"select o.kind from graphile_worker._private_jobs j join outbox_message o on o.id = j.payload ->> 'message' order by j.priority, j.run_at",
	);
	expect(rows.map(({ kind }) => kind)).toEqual(["sign-in-code", "sign-in-changed", "reminder"]);
	await workerOf(one);
	await within(10, () => expect(one.accepted).toHaveLength(3));
});

test("a silent mail server times out in seconds, and the mail is tried again", async () => {
	const one = await relay({ silent: true });
	const { lines } = await workerOf(one);
	await write("sign-in-code", "member@example.org");
	await within(15, () => expect(eventsOf(lines, "mail.delayed")).toMatchObject([{ code: "ETIMEDOUT", count: 1 }]));
	one.behaviour.silent = false;
	await within(15, () => expect(one.accepted.map(({ to }) => to)).toEqual(["member@example.org"]));
});

test("the jobs of a killed worker are released within a minute, those of a running worker are not", async () => {
	const silent = await relay({ silent: true });
	const quick = await relay();
	const killed = await workerOf(silent);
	await write("sign-in-code", "member@example.org");
	await within(10, () => expect(silent.unanswered).toEqual(["member@example.org"]));
	const other = await workerOf(quick);
	const locked = await owner.query("select from graphile_worker._private_jobs where locked_by is not null");
	expect(locked.rows, "its worker lives").toHaveLength(1);
	killed.process.kill("SIGKILL");
	await within(60, () => expect(quick.accepted.map(({ to }) => to)).toEqual(["member@example.org"]));
	expect(eventsOf(other.lines, "worker.jobs-freed")).toMatchObject([{ count: 1 }]);
}, 90_000);

test("a worker releases the jobs of killed workers when it starts", async () => {
	await write("sign-in-code", "member@example.org");
	await owner.query("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-killed'");
	const one = await relay();
	await workerOf(one);
	await within(10, () => expect(one.accepted).toHaveLength(1));
});

describe("a worker that runs", () => {
	/** One for these tests, with its mail server. */
	let one: MailRelay;
	let shared: WorkerProcess;
	beforeAll(async () => {
		one = await startMailRelay();
		shared = await startWorker({ SMTP_URL: one.url });
	});
	afterAll(async () => {
		await shared.stop();
		await one.stop();
	});
	const acceptedBy = (address: string) => one.accepted.filter(({ to }) => to === address);

	test("the worker creates a requested code when it sends the mail, and none beyond the quota", async () => {
		const made =
			"select count(*)::int as n from mailed_code m join challenge c on c.id = m.challenge_id where c.sends = 1";
		const before = (await owner.query(made)).rows[0].n;
		for (let mail = 0; mail <= codeLimits.perNetwork.hour; mail++)
			await requestCode({ purpose: "sign-in", address: "asks@example.org", locale: "cy" });
		await within(10, () => expect(acceptedBy("asks@example.org")).toHaveLength(codeLimits.perNetwork.hour));
		// What is not mailed leaves no row.
		const unsent = "select count(*)::int as n from outbox_message where challenge_id is not null and sent_at is null";
		await vi.waitFor(async () => expect((await owner.query(unsent)).rows[0].n).toBe(0), { timeout: 10_000 });
		expect((await owner.query(made)).rows[0].n - before).toBe(codeLimits.perNetwork.hour);
	});

	test("a mail that a server greylists is sent at a later attempt", async () => {
		const seen = new Set<string>();
		one.behaviour.refuse = (address) => {
			if (address !== "greylisted@example.org" || seen.has(address)) return undefined;
			seen.add(address);
			return { responseCode: 451, message: "4.7.1 greylisted" };
		};
		const id = await write("sign-in-code", "greylisted@example.org");
		const ofMail = (event: string) => eventsOf(shared.lines, event).filter((line) => line.id === id);
		await within(15, () => expect(acceptedBy("greylisted@example.org")).toHaveLength(1));
		expect(ofMail("mail.delayed")).toMatchObject([{ code: "451", count: 1 }]);
		await within(5, () => expect(ofMail("mail.sent")).toMatchObject([{ count: 2 }]));
	});

	test("a worker that loses its locks with its connection takes them again and continues", async () => {
		const starts = () => eventsOf(shared.lines, "worker.started").length;
		const before = starts();
		const session =
			"from pg_stat_activity where application_name = 'member-self-check-locks' and datname = current_database()";
		await worker.query(`select pg_terminate_backend(pid) ${session}`);
		await within(10, () => expect(starts()).toBe(before + 1));
		await write("sign-in-code", "after.loss@example.org");
		await within(10, () => expect(acceptedBy("after.loss@example.org")).toHaveLength(1));
		expect((await worker.query(`select ${session}`)).rows).toHaveLength(1);
	});

	test("a message has one wave at a time, however often the reconciling task finds it, so that it keeps its rate", async () => {
		const sent = JSON.stringify({ en: { subject: "News", text: "News", html: "<p>News</p>" } });
		await owner.query(
			`insert into message (id, reference, kind, subject_en, body_en, audience, state, created_by, sent, prepared_by, prepared_at, per_minute)
			values ('mes_rate', 'MP-AAAA-AAAA', 'incident-notice', 'News', 'News', '{}', 'sending', 'stf_x', $1, 'stf_x', now(), 60)`,
			[sent],
		);
		for (let at = 0; at < 120; at++)
			await owner.query(
				"insert into delivery (message_id, recipient, cohort, locale, state, address_sealed) values ('mes_rate', $1, 'affected', 'en', 'waiting', $2)",
				[fingerprint("email", `rate${at}@example.org`), seal("address", `rate${at}@example.org`)],
			);
		const task = async (name: string) => {
			const { rows } = await owner.query(
				"select id from graphile_worker.add_job($1, json_build_object('message', 'mes_rate'))",
				[name],
			);
			return async () =>
				expect((await owner.query("select from graphile_worker.jobs where id = $1", [rows[0].id])).rowCount).toBe(0);
		};
		await task("recover_deliveries");
		await within(10, () => expect(one.accepted.filter(({ to }) => to.startsWith("rate")).length).toBeGreaterThan(0));
		for (let times = 0; times < 3; times++)
			await vi.waitFor(await task("recover_deliveries"), { timeout: 10_000, interval: 20 });
		const waves = "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'send_wave'";
		expect((await owner.query(`${waves} and locked_at is not null`)).rows[0].n).toBe(1);
		expect((await owner.query(waves)).rows[0].n).toBeLessThanOrEqual(2);
		await owner.query("update message set state = 'stopped' where id = 'mes_rate'");
	}, 60_000);

	test("a code is sent while four imports wait for a lock", async () => {
		// The worker would write another code into the mail while it is read here.
		shared.process.kill("SIGSTOP");
		const { staff } = await signedInStaff("ada@example.org", "data-lead");
		shared.process.kill("SIGCONT");
		const { incidentId } = await addIncident(owner, { dataset: false });
		for (const name of ["one", "two", "three", "four"]) {
			const made = await createDataset(staff, { incidentId, name, complete: true });
			if (!made.ok) throw new Error(made.reason);
			const stream = pieces("Email\np@example.org\n");
			const received = await receiveUpload(staff, made.value, { fileName: "p.csv", stream, complete: () => true });
			if (!received.ok) throw new Error(received.reason);
			const mapping = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);
			expect(await startImport(staff, received.value, mapping)).toMatchObject({ ok: true });
		}
		const holder = await owner.connect();
		try {
			await holder.query("begin; select from dataset_version for update");
			const held =
				"select count(*)::int as n from graphile_worker.jobs where task_identifier = 'import_dataset' and locked_at is not null";
			await vi.waitFor(async () => expect((await owner.query(held)).rows[0].n).toBeGreaterThan(0), { timeout: 10_000 });
			await write("sign-in-code", "during.imports@example.org");
			await within(5, () => expect(acceptedBy("during.imports@example.org")).toHaveLength(1));
		} finally {
			await holder.query("rollback");
			holder.release();
		}
	});
});
