/**
 * People sign in, check and save choices while web, worker and database are killed (SIGKILL) and versions of the affected data
 * take turns. Each writes down what they asked, when, and what they were told; afterwards these histories are held against the database.
 * FAULTS is the number of kills: npm run faults does
 * twenty, under twenty people, with two webs and two workers, of which one each is also lost at once, and a standby that takes the place of
 * the database at the end. FAULTS_SEED repeats their points, as far as processes keep to them.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seeded } from "@/db/demo/random";
import { freePort } from "@/db/embedded/free-port";
import type { Staff } from "@/lib/authority";
import type { Site } from "@/lib/commands/demo/site";
import { closeDatabase } from "@/lib/database";
import { activateVersion, createDataset } from "@/lib/datasets";
import { sessionHash } from "@/lib/identity/tokens";
import type { CaughtMail } from "@/lib/mail/schema";
import { answerTitle } from "../support/answer-title";
import { addIncident } from "../support/exposed-people";
import { kill, killDatabase, outsider, startFaultSite } from "../support/fault-site";
import { FormBrowser, type Told, Untold } from "../support/form-browser";
import { importText, mappingOf } from "../support/imports";
import { codeIn, longCodeIn } from "../support/mailed-codes";
import { signedInStaff } from "../support/people";
import { startStandby } from "../support/standby";

/** What is lost at once. With three kills each part once. */
const kinds = [["web"], ["worker"], ["database"], ["web", "worker"]] as const;
/** With many kills the last one: a standby takes the database's place. */
const forGood = ["database, for good"];
const times = Number(process.env.FAULTS ?? 3);
const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);
const random = seeded(seed).next;
const many = times > 3;
const clients = many ? 20 : 8;
const roundsAtMost = 500;
/** The address with which a client signs in in one of its rounds. Even clients are in version 0 alone, odd ones in version 1. */
const addressOf = (client: number, round: number) => `h${client}-${round}@example.org`;

type Press = { code: string; session?: string; refused?: string };
type Question = { even: boolean; from: number; to: number; found: boolean };
type Saved = { address: string; receipt: string; allowed: string; from: number; to: number };
type Turn = { version: number; from: number; to: number };

const presses: Press[] = [];
const questions: Question[] = [];
const saves: Saved[] = [];
const turns: Turn[] = [];
/** What was told for a request that was not done, with its number. */
const untold = new Map<string, number>();
let over = false;

let site: Site & { folder: string };
let owner: pg.Pool;
let standby: Awaited<ReturnType<typeof startStandby>> | undefined;
/** Each with its port, and all of them with the site's address. */
let webs: { child: Site["web"]; port: number }[];
let workers: Site["worker"][];
let approver: Staff;
const versions: string[] = [];
const now = () => performance.now();

/** Starts a web or a worker, over the address of the database that is written to. */
const startWeb = (name: string, port: number) =>
	site.startWeb(name, { PORT: String(port), DATABASE_URL_WEB: through(site.database.web) });
const startWorker = (name: string) => site.startWorker(name, { DATABASE_URL_WORKER: through(site.database.worker) });
const through = (url: string) => standby?.through(url) ?? url;

/** Makes it two webs, two workers and a standby of the database. */
async function startPairs(): Promise<void> {
	await Promise.all([site.web.stop(), site.worker.stop()]);
	standby = await startStandby(site);
	process.env.DATABASE_URL = through(site.database.owner);
	process.env.DATABASE_URL_WORKER = through(site.database.worker);
	for (const [at, port] of [Number(new URL(site.url).port), await freePort()].entries()) {
		webs[at] = { child: await startWeb(`web-of-two-${at}`, port), port };
		workers[at] = startWorker(`worker-of-two-${at}`);
	}
}

beforeAll(async () => {
	site = await startFaultSite("faults-histories");
	webs = [{ child: site.web, port: Number(new URL(site.url).port) }];
	workers = [site.worker];
	if (many) await startPairs();
	owner = outsider(process.env.DATABASE_URL ?? "");
	// The site's workers would write other codes into the mails while they are read here.
	for (const { pid } of workers) process.kill(pid, "SIGSTOP");
	const { staff: importer } = await signedInStaff("ada@example.org", "data-lead");
	({ staff: approver } = await signedInStaff("bo@example.org", "data-lead"));
	for (const { pid } of workers) process.kill(pid, "SIGCONT");
	await owner.query("update incident set published_at = null");
	const { incidentId } = await addIncident(owner, { dataset: false });
	await owner.query("update incident set published_at = now() where id = $1", [incidentId]);
	const made = await createDataset(importer, { incidentId, name: "people", complete: true });
	if (!made.ok) throw new Error(made.reason);
	const mapping = mappingOf([{ header: "Email", as: "identifier", kind: "email" }]);
	for (const parity of [0, 1]) {
		const rows = Array.from({ length: clients }, (_, client) => client)
			.filter((client) => client % 2 === parity)
			.flatMap((client) => Array.from({ length: roundsAtMost }, (_, round) => addressOf(client, round)));
		const table = `Email\n${rows.join("\n")}\n`;
		versions.push((await importText(importer, made.value, table, mapping)).versionId);
	}
	await takeTurn(0);
}, 120_000);
afterAll(async () => {
	await owner?.end();
	await closeDatabase();
	// Before the database, which its programs would look for.
	await site?.stop();
	await standby?.stop();
}, 120_000);

/** Activates a version, and again until it is told that it is active. */
async function takeTurn(version: number): Promise<void> {
	const turn = { version, from: now(), to: Number.POSITIVE_INFINITY };
	turns.push(turn);
	for (;;) {
		const told = await activateVersion(approver, versions[version] as string).catch(() => undefined);
		if (told) {
			expect(told).toMatchObject({ ok: true });
			turn.to = now();
			return;
		}
		await wait(50); // as somebody who presses the button again
	}
}

/** The mails by the two words at the end of their subjects. */
const mails = new Map<string, CaughtMail>();
const seen = new Set<string>();
function readMailbox(): void {
	if (!existsSync(site.mailbox)) return;
	for (const name of readdirSync(site.mailbox)) {
		if (seen.has(name) || !name.endsWith(".json")) continue;
		seen.add(name);
		const mail: CaughtMail = JSON.parse(readFileSync(path.join(site.mailbox, name), "utf8"));
		mails.set(mail.subject.split(" ").slice(-2).join(" "), mail);
	}
}

/** Asks for a code in a new browser. Returns it with the page that the code is typed into. */
async function askedBrowser(address: string) {
	const browser = new FormBrowser(
		site.url,
		webs.map(({ port }) => `http://localhost:${port}`),
	);
	const asking = await browser.ask("/sign-in");
	const asked = await browser.ask("/sign-in", browser.fill(asking.text, "email", [address]));
	expect(asked.status, asked.text).toBe(303);
	const page = await browser.ask(asked.location);
	return { browser, at: asked.location, page: page.text, words: /<b[^>]*>(\w+ \w+)<\/b>/.exec(page.text)?.[1] ?? "" };
}
type Asked = Awaited<ReturnType<typeof askedBrowser>>;

/** Types a code until the site says what became of it. */
async function press({ browser, at, page }: Asked, code: string): Promise<string | undefined> {
	for (;;) {
		let told: Told;
		try {
			told = await browser.ask(at, browser.fill(page, "code", [code]));
		} catch (error) {
			if (!(error instanceof Untold)) throw error;
			untold.set(`code: ${error.message}`, (untold.get(`code: ${error.message}`) ?? 0) + 1);
			await wait(250);
			continue;
		}
		const session = told.status === 303 && !told.location.includes("problem=") && browser.cookies.get("member");
		presses.push(session ? { code, session } : { code, refused: told.status === 303 ? told.location : "wrong" });
		return session || undefined;
	}
}

/** One round of a client: a code, used twice at once, then questions and choices. */
async function round(client: number, number: number, choose: () => number): Promise<void> {
	const address = addressOf(client, number);
	const asked = await askedBrowser(address);
	// A mail that a killed worker held comes too late for anybody who waits; they ask again.
	for (const end = now() + 15_000; !mails.has(asked.words); await wait(50)) {
		if (over || now() > end) return;
		readMailbox();
	}
	const text = mails.get(asked.words)?.text ?? "";
	const long = choose() < 0.5;
	const code = long ? longCodeIn(text) : codeIn(text);
	// The short code twice from one browser, the long one from two.
	const other = long ? await askedBrowser(address) : asked;
	const sessions = await Promise.all([press(asked, code), press(other, code)]);
	expect(sessions.some(Boolean), `${code} signed nobody in: ${JSON.stringify(presses.slice(-4))}`).toBe(true);
	const { browser } = sessions[0] ? asked : other;
	for (let at = 0; at < 3 && !over; at++) {
		const from = now();
		const answer = await browser.ask("/check");
		const title = answerTitle(answer.text) ?? String(answer.status);
		const found = title === "Your records were in the affected data";
		if (title === "We could not check") throw new Untold(title);
		if (!found) expect(title).toBe("We did not find your records in the affected data");
		questions.push({ even: client % 2 === 0, from, to: now(), found });
		const page = await browser.ask("/preferences");
		const save = async (allowed: string[]) => {
			const from = now();
			const told = await browser.ask("/preferences", browser.fill(page.text, "incident[]", allowed));
			const receipt = /receipt=(\w+)/.exec(told.location)?.[1];
			expect(receipt, told.text.slice(0, 300)).toBeDefined();
			saves.push({ address, receipt: receipt ?? "", allowed: allowed.sort().join(), from, to: now() });
		};
		const some = () =>
			["email", "text", "telephone", "post"].filter(() => choose() < 0.5).map((one) => `${one}.incident-notices`);
		const done = await Promise.allSettled(choose() < 0.5 ? [save(some())] : [save(some()), save(some())]);
		for (const one of done) if (one.status === "rejected") throw one.reason;
	}
}

async function live(client: number): Promise<void> {
	const choose = seeded(seed + client + 1).next;
	for (let number = 0; number < roundsAtMost && !over; number++)
		await round(client, number, choose).catch(async (error) => {
			if (!(error instanceof Untold)) throw error;
			untold.set(error.message, (untold.get(error.message) ?? 0) + 1);
			await wait(250); // as somebody who tries again
		});
}

const told = () => presses.length + questions.length + saves.length;

/** Kills one part, starts it again, and waits until people are told things again. */
async function disturb(kind: readonly string[], at: number): Promise<string> {
	const before = told();
	const further = (many ? 20 : 5) + random() * (many ? 100 : 30);
	await expect.poll(told, { timeout: 120_000, interval: 5 }).toBeGreaterThan(before + further);
	const web = webs[Math.floor(random() * webs.length)] as (typeof webs)[number];
	const place = Math.floor(random() * workers.length);
	if (kind.includes("web")) kill(web.child.pid);
	if (kind.includes("worker")) kill((workers[place] as Site["worker"]).pid);
	const startAgain = async () => {
		if (kind.includes("database")) await killDatabase(site);
		if (kind === forGood) await standby?.takeOver();
		if (kind.includes("web")) web.child = await startWeb(`web-${at}`, web.port);
		if (kind.includes("worker")) workers[place] = startWorker(`worker-${at}`);
	};
	// Of two the other one goes on, before the lost one is back.
	const goesOn = many && (kind.includes("web") || kind.includes("worker"));
	if (!goesOn) await startAgain();
	const [codes, answers, receipts] = [presses.length, questions.length, saves.length];
	const back = now();
	const so = () => presses.length > codes && questions.length > answers && saves.length > receipts;
	await expect
		.poll(so, { timeout: 30_000, interval: 20, message: `after the loss of ${kind.join(" and ")}` })
		.toBe(true);
	const took = Math.round(now() - back);
	if (goesOn) await startAgain();
	return `${kind.join(" and ")} after ${Math.round(further)} answers, all told again ${took} ms after it was ${goesOn ? "lost" : "back"}`;
}

it(
	`${times} kills under ${clients} people: what they were told is what the database holds (seed ${seed})`,
	async () => {
		const people = Promise.all(Array.from({ length: clients }, (_, client) => live(client)));
		people.catch(() => {}); // awaited below
		const versionsInTurn = (async () => {
			for (let version = 1; !over; version = 1 - version) {
				await takeTurn(version);
				const answered = questions.length;
				while (!over && questions.length < answered + 5) await wait(20);
			}
		})();
		try {
			for (let at = 0; at < times; at++) {
				const kind = many && at === times - 1 ? forGood : (kinds[at % kinds.length] ?? []);
				console.log(`${at + 1}. ${await Promise.race([disturb(kind, at), people.then(() => "nobody is left")])}`);
			}
		} finally {
			over = true;
			await Promise.all([people, versionsInTurn]);
		}
		console.log(
			`told: ${presses.length} codes, ${questions.length} answers, ${saves.length} choices, ${turns.length} turns of versions; untold:`,
			Object.fromEntries(untold),
		);
	},
	120_000 + 60_000 * times,
);

it("a code is right once, and opens one session, which is there", async () => {
	const sessions = new Map<string, Set<string>>();
	for (const { code, session, refused } of presses) {
		// Another press was first. A short code is never called wrong; a long one is told to the browser of another code as one that
		// does not work.
		if (refused && !(code.length > 20 && refused === "wrong")) expect(refused).toContain("problem=used");
		if (session) sessions.set(code, (sessions.get(code) ?? new Set()).add(session));
	}
	expect(sessions.size).toBeGreaterThanOrEqual(3);
	for (const [code, opened] of sessions) expect(opened.size, code).toBe(1);
	const { rows } = await owner.query<{ token: string }>("select encode(token_hash, 'hex') as token from session");
	const kept = new Set(rows.map(({ token }) => token));
	for (const [token = ""] of sessions.values()) expect(kept).toContain(sessionHash(token).toString("hex"));
	// Each address was used with one code alone.
	const { rows: twice } = await owner.query(
		"select person_id from session where person_id is not null group by 1 having count(*) > 1",
	);
	expect(twice).toEqual([]);
});

it("an answer comes from a version that was active between question and answer", () => {
	const mayBeActive = (version: number, from: number, to: number) =>
		turns.some((turn, at) => turn.version === version && turn.from <= to && (turns[at + 1]?.to ?? to) >= from);
	expect(turns.length).toBeGreaterThan(2);
	expect(new Set(questions.map(({ found }) => found)).size).toBe(2);
	for (const { even, from, to, found } of questions)
		expect(mayBeActive(found === even ? 0 : 1, from, to), JSON.stringify({ even, from, to, found })).toBe(true);
});

it("audit entries are the writes that succeeded, in the order of their commits", async () => {
	for (const [action, table, of] of [
		["session.opened", "session", "id"],
		["check.answered", "check_result", "id"],
		["contact.saved", "consent_record", "id"],
		["identifier.proven", "proven_identifier", "id"],
	]) {
		const { rows } = await owner.query(
			`select coalesce(t.${of}, e.subject_id) as id, count(e.id)::int as entries, count(t.${of})::int as written
			from (select * from audit_event where action = $1) e full join ${table} t on t.${of} = e.subject_id
			where e.at is null or e.at > (select min(at) from audit_event where action = 'dataset-version.activated' and subject_id = $2)
			group by 1 having count(e.id) <> 1 or count(t.${of}) <> 1`,
			[action, versions[0]],
		);
		expect(rows, action).toEqual([]);
	}
	const { rows: disordered } = await owner.query(
		`select id from (select c.id, c.at < lag(c.at) over (partition by c.person_id order by e.id) as earlier
		from consent_record c join audit_event e on e.subject_id = c.id) ordered where earlier`,
	);
	expect(disordered).toEqual([]);
});

it("the last choice to be saved holds, and no choice that was told as saved is lost", async () => {
	const { rows } = await owner.query<{ id: string; person: string; allowed: string; at: number }>(
		`select id, person_id as person, row_number() over (order by at, id)::int as at,
			(select coalesce(string_agg(s->>'choice', ',' order by s->>'choice'), '') from jsonb_array_elements(statements) s where (s->>'answer')::boolean) as allowed
		from consent_record where action = 'saved' order by at`,
	);
	const kept = new Map(rows.map((row) => [row.id, row]));
	for (const { receipt, allowed } of saves) expect(kept.get(receipt)?.allowed, receipt).toBe(allowed);
	// Who was told before another asked stands before them.
	for (const one of saves)
		for (const later of saves)
			if (one.address === later.address && one.to < later.from && one.receipt !== later.receipt)
				expect(kept.get(one.receipt)?.at).toBeLessThan(kept.get(later.receipt)?.at ?? 0);
	const last = new Map(rows.map(({ person, allowed }) => [person, allowed]));
	const { rows: present } = await owner.query<{ person: string; allowed: string }>(
		`select person_id as person, coalesce(string_agg(channel || '.' || purpose, ',' order by channel || '.' || purpose) filter (where allowed), '') as allowed
		from contact_preference where person_id = any ($1) group by 1`,
		[[...last.keys()]],
	);
	expect(saves.length).toBeGreaterThanOrEqual(3);
	expect(Object.fromEntries(present.map(({ person, allowed }) => [person, allowed]))).toEqual(Object.fromEntries(last));
});
