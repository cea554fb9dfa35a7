/**
 * Kills (SIGKILL) the worker and the database while a message goes to many. FAULTS is the number of kills, FAULTS_PEOPLE that of people:
 * FAULTS=50 FAULTS_PEOPLE=10000 is the long form. FAULTS_SEED repeats the points of a run. FAULTS_SECONDS ends the kills after that time, on
 * a machine that is too busy for all of them: the run says how many there were, and the message is sent to its end.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seeded } from "@/db/demo/random";
import type { Staff } from "@/lib/authority";
import type { Site } from "@/lib/commands/demo/site";
import { closeDatabase } from "@/lib/database";
import type { CaughtMail } from "@/lib/mail/schema";
import { messageAdmin } from "@/lib/messages";
import { addIncident } from "../support/exposed-people";
import { kill, killDatabase, outsider, startFaultWorker } from "../support/fault-site";
import { addPeople } from "../support/many-people";
import { signedInStaff } from "../support/people";

const kinds = ["the worker", "the database", "one of two workers"] as const;
const times = Number(process.env.FAULTS ?? kinds.length);
const people = Number(process.env.FAULTS_PEOPLE ?? 60 * times);
const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);
const seconds = Number(process.env.FAULTS_SECONDS ?? Number.POSITIVE_INFINITY);
const random = seeded(seed).next;

let site: Awaited<ReturnType<typeof startFaultWorker>>;
let owner: pg.Pool;
let workers: Site["worker"][];
let press: Staff;
let incidentId: string;
/** The message that a test sends, and its subject. */
let id: string;
let subject: string;

/** Waits until a condition holds. */
async function until(what: string, so: () => Promise<boolean>, seconds = 60): Promise<void> {
	for (const end = Date.now() + seconds * 1_000; Date.now() < end; await wait(20))
		if (await so().catch(() => false)) return;
	throw new Error(`${what} did not come about within ${seconds} s; seed ${seed}`);
}

/** The number of deliveries in each state. Their sum is that of the people, whatever has happened. */
async function states(): Promise<Record<string, number>> {
	const { rows } = await owner.query(
		"select state, count(*)::int as people from delivery where message_id = $1 group by 1",
		[id],
	);
	const counts = Object.fromEntries(rows.map((row) => [row.state, row.people]));
	expect(Object.values(counts).reduce((sum: number, count) => sum + Number(count), 0)).toBe(people);
	return counts;
}

/** How many mails of the message each address has. */
function mails(): Map<string, number> {
	const counts = new Map<string, number>();
	for (const name of readdirSync(site.mailbox).filter((file) => file.endsWith(".json"))) {
		const mail: CaughtMail = JSON.parse(readFileSync(path.join(site.mailbox, name), "utf8"));
		if (mail.subject === subject) counts.set(mail.to, (counts.get(mail.to) ?? 0) + 1);
	}
	return counts;
}

/** Does what would happen within a quarter of an hour: what was held before `at` is recovered, and the next wave is due. */
async function timePasses(at: Date): Promise<void> {
	await owner.query(
		"update delivery set claimed_at = claimed_at - interval '15 minutes' where state = 'sending' and claimed_at < $1",
		[at],
	);
	await owner.query("update delivery set due_at = now() where state = 'waiting' and due_at > now()");
	await owner.query("select graphile_worker.add_job('recover_deliveries', job_key => 'soon')");
	await owner.query(
		"select graphile_worker.add_job('send_wave', json_build_object('message', $1::text), job_key => 'wave:' || $1, queue_name => 'wave:' || $1, priority => 20) from message where id = $1 and state = 'sending'",
		[id],
	);
}

async function disturb(kind: (typeof kinds)[number], round: number): Promise<void> {
	const at = new Date();
	if (kind === "the database") await killDatabase(site);
	if (kind === "the worker") {
		for (const { pid } of workers) kill(pid);
		workers = [site.startWorker(`worker-${round}`)];
	}
	if (kind === "one of two workers") {
		if (workers.length < 2) workers.push(site.startWorker(`second-${round}`));
		kill(workers.shift()?.pid ?? 0);
		workers.push(site.startWorker(`third-${round}`));
	}
	await timePasses(at);
}

/** Settles the words and people of a message, and has it sent at a rate. */
async function prepare(words: string, perMinute: number): Promise<void> {
	subject = words;
	const made = await messageAdmin.createDraft(press, null, {
		kind: "incident-notice",
		incidentId,
		subjectEn: subject,
		bodyEn: "See {site}.",
		subjectCy: "",
		bodyCy: "",
		cohorts: ["affected"],
		languages: [],
		relationships: [],
		categories: [],
	});
	if (!made.ok) throw new Error(made.reason);
	id = made.value;
	const draft = await messageAdmin.messageById(press, id);
	expect(await messageAdmin.prepareMessage(press, id, draft?.editedAt.toISOString() ?? "", people)).toEqual({
		ok: true,
	});
	await owner.query("update message set per_minute = $2, state = 'sending' where id = $1", [id, perMinute]);
	expect(await states()).toEqual({ waiting: people });
	await timePasses(new Date());
}

beforeAll(async () => {
	site = await startFaultWorker("faults-deliveries");
	workers = [site.worker];
	owner = outsider(site.database.owner);
	// The site's worker would write another code into the mail while it is read here.
	process.kill(site.worker.pid, "SIGSTOP");
	({ staff: press } = await signedInStaff("press@example.org", "publisher"));
	process.kill(site.worker.pid, "SIGCONT");
	({ incidentId } = await addIncident(owner, { dataset: false }));
	// In one transaction: a durable database waits for the disk at the end of each.
	const client = await owner.connect();
	await client.query("begin");
	await addPeople(
		client,
		incidentId,
		Array.from({ length: people }, (_, at) => ({ address: `p${at}@d${at % 50}.example`, outcome: "affected" })),
	);
	await client.query("commit");
	client.release();
	await owner.query("delete from check_result where incident_id <> $1", [incidentId]);
}, 300_000);
afterAll(async () => {
	await owner?.end();
	await closeDatabase();
	await site?.stop();
});

it(
	`${times} kills while ${people} people are written to: nobody is left out, nobody has it twice, and the sums are equal at each step (seed ${seed})`,
	async () => {
		// As fast as leaves time for the kills: all of it would take six seconds.
		await prepare("A message under faults", Math.min(12_000, people * 10));
		let kills = 0;
		for (const end = Date.now() + seconds * 1_000; kills < times && Date.now() < end; kills++) {
			const round = kills;
			const target = Math.floor((people * (round + random())) / times);
			const ended = async () => people - ((await states()).waiting ?? 0) - ((await states()).sending ?? 0);
			await until(`${target} ended`, async () => (await ended()) >= target);
			await wait(random() * 200);
			const kind = kinds[round % kinds.length] as (typeof kinds)[number];
			await disturb(kind, round);
			console.log(`${round + 1}. ${kind}:`, await states());
		}
		console.log(`${kills} of ${times} kills`);
		await until("the end", async () => {
			await timePasses(new Date(Date.now() - 5_000));
			await wait(500);
			return (await messageAdmin.messageById(press, id))?.state === "finished";
		});
		const counts = await states();
		expect(Object.keys(counts).filter((state) => !["accepted", "unknown"].includes(state))).toEqual([]);
		const sent = mails();
		console.log("ended:", counts, "mails:", sent.size);
		expect(Math.max(...sent.values())).toBe(1);
		// Whoever is said to have it has it. Of the others some do, and it is said of them that nobody knows.
		expect(sent.size).toBeGreaterThanOrEqual(counts.accepted ?? 0);
		expect(sent.size).toBeLessThanOrEqual(people);
		const kept = await owner.query(
			"select count(*)::int as n from delivery where message_id = $1 and (state = 'accepted') = (address_sealed is not null)",
			[id],
		);
		expect(kept.rows[0].n).toBe(0);
	},
	30_000 + 60_000 * times,
);

it("whoever may have it or not gets it once more when staff ask for that, and then everybody has it", async () => {
	const { unknown = 0 } = await states();
	expect(await messageAdmin.repeatUnknown(press, id)).toBe(unknown);
	await until("the second end", async () => (await messageAdmin.messageById(press, id))?.state === "finished");
	expect(await states()).toEqual({ accepted: people });
	const sent = mails();
	expect(sent.size).toBe(people);
	expect([...sent.values()].filter((count) => count > 1).length).toBeLessThanOrEqual(unknown);
	expect(Math.max(...sent.values())).toBeLessThanOrEqual(2);
}, 120_000);

/** Ends the worker as a restart does, and starts another. */
async function restart(name: string): Promise<void> {
	for (const worker of workers) process.kill(worker.pid, "SIGTERM");
	await Promise.all(workers.map(({ ended }) => ended));
	workers = [site.startWorker(name)];
	await until("the next worker", async () => {
		await owner.query("select graphile_worker.add_job('recover_deliveries', job_key => 'soon')");
		await wait(100);
		return (await owner.query("select from graphile_worker.jobs where key = 'soon'")).rowCount === 0;
	});
}

it("a message is paused, resumed and stopped across restarts of the worker: sums are equal at each step, nobody has it twice", async () => {
	// Half of it takes fifteen seconds.
	await prepare("A message across restarts", Math.min(12_000, people * 2));
	const ended = (counts: Record<string, number>) => people - (counts.waiting ?? 0) - (counts.sending ?? 0);
	const steer = async (action: "pause" | "resume" | "stop") =>
		expect(await messageAdmin.steerMessage(press, id, action)).toEqual({ ok: true });
	const part = (share: number) => until(`${share} of it`, async () => ended(await states()) >= people * share);
	/** Waits until nothing is under way. What was accepted then is what the mail server has, each once. */
	const settled = async () => {
		await until("what is under way", async () => !("sending" in (await states())));
		const counts = await states();
		expect(mails().size).toBe(counts.accepted);
		expect(Math.max(...mails().values())).toBe(1);
		return counts;
	};
	await part(0.1);
	await steer("pause");
	const paused = await settled();
	await restart("after-pause");
	await timePasses(new Date());
	expect(await settled(), "a worker that starts sends nothing of a paused message").toEqual(paused);
	await steer("resume");
	await part(0.3);
	await restart("under-way");
	const restarted = await states();
	expect(restarted.waiting).toBeGreaterThan(0);
	await part(0.5);
	await steer("stop");
	const stopped = await settled();
	expect(stopped).toEqual({ accepted: stopped.accepted, stopped: people - (stopped.accepted ?? 0) });
	await restart("after-stop");
	await timePasses(new Date());
	expect(await settled(), "a worker that starts sends nothing of a stopped message").toEqual(stopped);
	const kept = await owner.query("select from delivery where message_id = $1 and address_sealed is not null", [id]);
	expect(kept.rowCount).toBe(0);
	expect((await messageAdmin.messageById(press, id))?.state).toBe("stopped");
}, 180_000);
