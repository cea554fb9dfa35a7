/**
 * A message to many: preparing its deliveries, the rate at which the worker hands them over beside nodemailer's own pool with the same
 * mails at the same server, the worker's memory, and codes that are asked for meanwhile. 20,000 people by default; BENCH_MAILS=500000 is
 * the full form, and BENCH_WRITTEN=20000 beside it writes to so many of them only.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { seal } from "@/lib/crypto/seal";
import { closeDatabase } from "@/lib/database";
import { fingerprint } from "@/lib/identifiers";
import { mintStaff } from "@/lib/identity/roles";
import { messageAdmin } from "@/lib/messages";
import { putMail } from "../support/outbox";
import { cpuMilliseconds } from "./support/cpu";
import { openImportSite } from "./support/import-site";
import { alone, compared, median, type Row } from "./support/row";

const people = Number(process.env.BENCH_MAILS ?? 20_000);
/** How many of them are written to: the rest waits, for a run that measures preparing and pages alone. */
const written = Math.min(people, Number(process.env.BENCH_WRITTEN ?? people));
const codes = 60;
/** How often it goes from quiet to full speed and back. */
const turns = 5;
/** The mails that the reference sends: enough for some seconds. */
const reference = Math.min(people, 20_000);

type Sink = { url: string; arrived: number; last: string; codes: Map<string, number>; stop(): Promise<void> };

/** A server that takes everything and keeps the last mail, and when each code came. */
async function startSink(): Promise<Sink> {
	const sink: Sink = { url: "", arrived: 0, last: "", codes: new Map(), stop: async () => {} };
	const server = new SMTPServer({
		authOptional: true,
		closeTimeout: 100,
		disabledCommands: ["AUTH", "STARTTLS"],
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("end", () => {
				const to = session.envelope.rcptTo[0]?.address ?? "";
				if (to.startsWith("code")) sink.codes.set(to, performance.now());
				else {
					sink.arrived++;
					sink.last = Buffer.concat(chunks).toString();
				}
				done();
			});
		},
	});
	server.on("error", () => {});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
	sink.url = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
	sink.stop = () => new Promise((resolve) => server.close(() => resolve()));
	return sink;
}

/** Adds people who have proven an address and were told that they are affected. */
async function addReaders(owner: pg.Pool): Promise<void> {
	for (let from = 0; from < people; from += 5_000) {
		const numbers = Array.from({ length: Math.min(5_000, people - from) }, (_, at) => from + at);
		const addresses = numbers.map((at) => `reader${at}@d${at % 500}.example`);
		await owner.query("insert into person (id, locale) select 'per_' || g, 'en' from unnest($1::int[]) g", [numbers]);
		await owner.query(
			`insert into proven_identifier (id, person_id, kind, fingerprint, sealed, means)
			select 'pid_' || g, 'per_' || g, 'email', print, sealed, 'email-code' from unnest($1::int[], $2::bytea[], $3::bytea[]) r (g, print, sealed)`,
			[
				numbers,
				addresses.map((address) => fingerprint("email", address)),
				addresses.map((address) => seal("address", address)),
			],
		);
		await owner.query(
			`insert into check_result (id, person_id, incident_id, outcome, versions, answer, answer_hash)
			select 'chk_' || g, 'per_' || g, 'inc_bench', 'affected', '[]', '\\x00', '\\x00' from unnest($1::int[]) g`,
			[numbers],
		);
	}
	await owner.query("vacuum analyze person, proven_identifier, check_result");
}

/** Starts the worker as a process and measures its most memory. */
async function startWorker(database: string, smtp: string) {
	const { DATABASE_URL, DATABASE_URL_WEB, ...env } = process.env;
	const child: ChildProcess = spawn(process.execPath, ["lib/commands/run-command.mjs", "worker"], {
		env: { ...env, DATABASE_URL_WORKER: database, SMTP_URL: smtp, LOG_LEVEL: "info" },
		stdio: ["ignore", "pipe", "inherit"],
	});
	await new Promise<void>((resolve) =>
		child.stdout?.on("data", (said: Buffer) => said.includes("worker.started") && resolve()),
	);
	return {
		peakMegabytes: () =>
			Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1_024,
		processorMs: () => cpuMilliseconds(child.pid ?? 0),
		stop: async () => {
			child.kill("SIGTERM");
			await once(child, "exit");
		},
	};
}

/** Asks for codes one after the other until there are enough or `going` says no. Returns the milliseconds until each arrived. */
async function codeTimes(
	owner: pg.Pool,
	sink: Sink,
	name: string,
	going: () => boolean,
	count = codes,
): Promise<number[]> {
	const times: number[] = [];
	for (let at = 0; at < count && going(); at++) {
		const to = `code-${name}-${at}@readers.example`;
		const asked = performance.now();
		await putMail(owner, { kind: "sign-in-code", to, subject: "Code", text: "123456", expiresInMinutes: 10 });
		while (!sink.codes.has(to)) await wait(1);
		times.push((sink.codes.get(to) ?? 0) - asked);
		await wait(50);
	}
	return times;
}

/** Prepares a message to all readers. Returns its id and the seconds it took. */
async function prepare(staff: ReturnType<typeof mintStaff>): Promise<{ id: string; seconds: number }> {
	const made = await messageAdmin.createDraft(staff, null, {
		kind: "incident-notice",
		incidentId: "inc_bench",
		subjectEn: "What was in the data",
		bodyEn:
			"Your answer about {incident} is on our site, {site}.\n\n- Type its address yourself.\n- We ask you for nothing.",
		subjectCy: "Beth oedd yn y data",
		bodyCy: "Mae eich ateb ar ein gwefan, {site}.",
		cohorts: ["affected"],
		languages: [],
		relationships: [],
		categories: [],
	});
	if (!made.ok) throw new Error(made.reason);
	const draft = await messageAdmin.messageById(staff, made.value);
	const started = performance.now();
	const done = await messageAdmin.prepareMessage(staff, made.value, draft?.editedAt.toISOString() ?? "", people);
	if (!done.ok) throw new Error(done.reason);
	return { id: made.value, seconds: (performance.now() - started) / 1_000 };
}

/** Sends the same mail with nodemailer's pool. Returns the mails a second, and the milliseconds of processor for each. */
async function poolRate(sink: Sink): Promise<{ perSecond: number; processor: number }> {
	const { subject, text: plain, html, headers } = await PostalMime.parse(sink.last);
	const header = (key: string) => headers.find((one) => one.key === key)?.value ?? "";
	const names = ["auto-submitted", "content-language", "precedence"];
	const mail = {
		...{ from: "incident@meridian.example", subject, text: plain, html },
		headers: Object.fromEntries(names.map((name) => [name, header(name)])),
	};
	const words = ["--import", "tsx", "tests/bench/support/mail-pool.ts", sink.url, String(reference)];
	const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "inherit"] });
	child.stdin.end(JSON.stringify(mail));
	const [seconds = 0, processor = 0] = (await text(child.stdout)).split(" ").map(Number);
	return { perSecond: reference / seconds, processor: processor / reference };
}

export async function run(): Promise<Row[]> {
	mkdirSync(".data", { recursive: true });
	const folder = mkdtempSync(path.resolve(".data", "bench-mail-"));
	const site = await openImportSite(folder);
	const { owner } = site;
	const sink = await startSink();
	try {
		const staff = mintStaff(site.second.staffId, "two", ["publisher"]);
		await owner.query("update staff_member set roles = '{publisher}' where id = $1", [staff.staffId]);
		await addReaders(owner);
		const { id, seconds: preparing } = await prepare(staff);
		const worker = await startWorker(site.worker, sink.url);
		const quiet = await codeTimes(owner, sink, "quiet", () => true);
		const send = async (perMinute: number) => {
			await owner.query("update message set state = 'sending', per_minute = $2 where id = $1", [id, perMinute]);
			await owner.query(
				"select graphile_worker.add_job('send_wave', json_build_object('message', $1::text), job_key => 'wave:' || $1)",
				[id],
			);
		};
		// At the highest rate that staff can choose.
		await send(Math.max(...messageAdmin.sendingRates));
		const meanwhile = await codeTimes(owner, sink, "meanwhile", () => true);
		await owner.query("update message set state = 'paused' where id = $1", [id]);
		const held = async () =>
			(await owner.query("select count(*)::int as n from delivery where state = 'sending'")).rows[0].n;
		while ((await held()) > 0) await wait(50);
		// As fast as the worker can: no message is given so high a rate. By turns with quiet, so that both meet the same machine.
		await owner.query("alter table message drop constraint message_rate");
		const quietBeside: number[] = [];
		const during: number[] = [];
		let [sent, milliseconds, processorMs] = [0, 0, 0];
		for (let turn = 1; turn <= turns; turn++) {
			quietBeside.push(...(await codeTimes(owner, sink, `quiet-${turn}`, () => true, codes / turns)));
			const [before, processorBefore, started] = [sink.arrived, worker.processorMs(), performance.now()];
			await send(100_000_000);
			during.push(...(await codeTimes(owner, sink, `full-${turn}`, () => sink.arrived < written, codes / turns)));
			while (turn === turns && sink.arrived < written) await wait(5);
			[sent, milliseconds] = [sent + sink.arrived - before, milliseconds + performance.now() - started];
			processorMs += worker.processorMs() - processorBefore;
			await owner.query("update message set state = 'paused' where id = $1 and state = 'sending'", [id]);
			while ((await held()) > 0) await wait(50);
		}
		const [seconds, processor] = [milliseconds / 1_000, processorMs / sent];
		const memory = worker.peakMegabytes();
		const page = performance.now();
		await messageAdmin.messageCounts(staff, id, true);
		const counting = performance.now() - page;
		const again = performance.now();
		await messageAdmin.messageCounts(staff, id);
		const figures = performance.now() - again;
		await worker.stop();
		const pool = await poolRate(sink);
		await closeDatabase();
		const many = people.toLocaleString("en-GB");
		return [
			alone(`preparing ${many} deliveries`, preparing, "s", "lower", Math.max(1, (15 * people) / 500_000)),
			compared(
				`deliveries handed over, beside nodemailer's pool alone`,
				sent / seconds,
				pool.perSecond,
				"/s",
				"higher",
				0.8,
			),
			compared("processor time for each", processor, pool.processor, "ms", "lower"),
			alone("worker's peak memory", memory, "MB", "lower", 250),
			compared(
				`a code while a message leaves at ${Math.max(...messageAdmin.sendingRates)} a minute, the most that staff can choose, beside a quiet one (median)`,
				median(meanwhile),
				median(quiet),
				"ms",
				"lower",
				1.5,
			),
			compared(
				"a code while one leaves as fast as the worker can, which none is given (median)",
				median(during),
				median(quietBeside),
				"ms",
				"lower",
			),
			alone("the slowest of these codes", Math.max(...meanwhile, ...during), "ms", "lower", 5_000),
			alone("counting what became of its deliveries", counting, "ms", "lower"),
			alone("the figures of its page, once they are counted", figures, "ms", "lower", 200),
		];
	} finally {
		await sink.stop();
		await site.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}
