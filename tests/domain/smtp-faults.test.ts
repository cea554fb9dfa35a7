/** What becomes of messages to many, and of codes, at a mail server that refuses, greylists, stays silent, breaks off or answers 421. */
import type { JobHelpers } from "graphile-worker";
import { createTransport, type Transporter } from "nodemailer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { env } from "@/lib/env";
import { tasks as mailTasks } from "@/lib/mail";
import { sendWithin } from "@/lib/mail/smtp-transport";
import { messageAdmin, tasks as messageTasks } from "@/lib/messages";
import { addIncident } from "../support/exposed-people";
import { addPeople } from "../support/many-people";
import { putMail } from "../support/outbox";
import { signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";
import { type SinkAnswer, type SmtpSink, startSmtpSink } from "../support/smtp-sink";

const owner = connectAs("owner");
const address = "reader@readers.example";
/** What the server answers from now on; "silent" and a refusal in front of "greeting" are its greeting. */
type Fault = SinkAnswer | { greeting: SmtpSink["greeting"] };
let press: Staff;
let sink: SmtpSink;

beforeAll(async () => {
	setDatabaseRole("web");
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
	sink = await startSmtpSink();
	// A silent server is given up after so many milliseconds, as an operator sets them. Each mail has a connection of its own.
	const limits = "maxMessages=1&greetingTimeout=300&socketTimeout=600&connectionTimeout=300";
	(env() as { SMTP_URL: string }).SMTP_URL = `${sink.url}?${limits}`;
});
afterAll(() => sink.stop());
beforeEach(() => answer("take"));

function answer(fault: Fault): void {
	const greeting = typeof fault === "object" && "greeting" in fault ? fault.greeting : undefined;
	sink.greeting = greeting ?? "take";
	sink.answer = () => (greeting ? "take" : (fault as SinkAnswer));
	sink.taken.length = 0;
}

/** The times at which tasks asked to be run again. */
const runs: Date[] = [];
const helpers = {
	addJob: async (_name: string, _payload: unknown, { runAt = new Date() }: { runAt?: Date }) => void runs.push(runAt),
	job: { priority: -20 },
} as unknown as JobHelpers;
async function run(task: () => unknown): Promise<void> {
	runs.length = 0;
	await asRole("worker", async () => void (await task()));
}
const secondsTo = (at: Date | undefined) => Math.round(((at?.getTime() ?? Number.NaN) - Date.now()) / 1_000);

const refused = { status: 550, message: "5.1.1 unknown" };
const greylisted = { status: 451, message: "4.7.1 greylisted for 300 seconds" };
const closing = { status: 421, message: "4.3.2 shutting down" };

describe("a message to many", () => {
	/** Prepares a message to one person and lets the worker send it. Returns its id. */
	async function sending(): Promise<string> {
		const { incidentId } = await addIncident(owner, { dataset: false });
		await owner.query("delete from proven_identifier; update person set merged_into = id");
		await owner.query("delete from suppression");
		await addPeople(owner, incidentId, [{ address, outcome: "affected" }]);
		const made = await messageAdmin.createDraft(press, null, {
			kind: "incident-notice",
			incidentId,
			subjectEn: "What was in the data",
			bodyEn: "See {site}.",
			subjectCy: "",
			bodyCy: "",
			cohorts: ["affected"],
			languages: [],
			relationships: [],
			categories: [],
		});
		if (!made.ok) throw new Error(made.reason);
		const draft = await messageAdmin.messageById(press, made.value);
		await messageAdmin.prepareMessage(press, made.value, draft?.editedAt.toISOString() ?? "", 1);
		await owner.query("update message set state = 'sending', started_at = now() where id = $1", [made.value]);
		return made.value;
	}
	const wave = (id: string) => run(() => messageTasks.send_wave?.({ message: id }, helpers));
	const state = async (id: string) => (await messageAdmin.messageCounts(press, id)).deliveries[0]?.state;
	/** Moves the clock of the deliveries, as seen by the database. */
	const pass = (seconds: number) =>
		owner.query("update delivery set due_at = due_at - make_interval(secs => $1)", [seconds]);

	it("that is refused for good has ended, and is not tried again", async () => {
		const id = await sending();
		answer(refused);
		await wave(id);
		expect(await state(id)).toBe("no-such-address");
		answer("take");
		await pass(86_400);
		await wave(id);
		expect(sink.taken).toEqual([]);
	});
	it("that is greylisted for 300 seconds is tried only after them, and taken once", async () => {
		const id = await sending();
		answer(greylisted);
		await wave(id);
		expect(await state(id)).toBe("waiting");
		answer("take");
		await pass(300);
		await wave(id);
		expect(sink.taken).toEqual([]);
		await pass(90);
		await wave(id);
		await wave(id);
		expect(sink.taken).toHaveLength(1);
		expect(await state(id)).toBe("accepted");
	});
	it.each<[string, Fault]>([
		["does not greet", { greeting: "silent" }],
		["greets with 421", { greeting: closing }],
		["answers 421 to the address", closing],
		["says nothing after the address", "silent"],
	])("waits a minute at a server that %s, and is taken once afterwards", async (_, fault) => {
		const id = await sending();
		answer(fault);
		await wave(id);
		expect(await state(id)).toBe("waiting");
		expect(secondsTo(runs[0])).toBeLessThanOrEqual(30);
		answer("take");
		await wave(id);
		expect(sink.taken).toEqual([]);
		await pass(61);
		await wave(id);
		expect(sink.taken.map(({ to }) => to)).toEqual([address]);
		expect(await state(id)).toBe("accepted");
	});
	it.each<[string, Fault]>([
		["breaks off after the text", "cut"],
		["says nothing after the text", "silent after text"],
	])("is unknown at a server that %s, and never repeated by itself", async (_, fault) => {
		const id = await sending();
		answer(fault);
		await wave(id);
		expect(await state(id)).toBe("unknown");
		answer("take");
		await pass(86_400);
		await run(() => messageTasks.recover_deliveries?.({}, helpers));
		await wave(id);
		expect(sink.taken).toEqual([]);
		expect(await state(id)).toBe("unknown");
	});
});

describe("a code", () => {
	const code = () =>
		putMail(owner, { kind: "sign-in-code", to: address, subject: "Code", text: "123456", expiresInMinutes: 10 });
	const send = (id: string) => run(() => mailTasks.send_mail?.({ message: id }, helpers));
	async function stateOf(id: string): Promise<"sent" | "failed" | "waiting"> {
		const { rows } = await owner.query("select sent_at, failed_at from outbox_message where id = $1", [id]);
		return rows[0].sent_at ? "sent" : rows[0].failed_at ? "failed" : "waiting";
	}
	const messageIds = () => sink.taken.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1]);

	it("that is refused for good has failed", async () => {
		const id = await code();
		answer(refused);
		await send(id);
		expect([await stateOf(id), runs]).toEqual(["failed", []]);
	});
	it("that is greylisted for 300 seconds leaves soon after them, while it can still be typed", async () => {
		const id = await code();
		let passed = 0;
		for (let tries = 0; tries < 20 && (await stateOf(id)) === "waiting"; tries++) {
			answer(passed < 300 ? greylisted : "take");
			await send(id);
			if (!runs[0]) break;
			const pause = secondsTo(runs[0]);
			await owner.query("update outbox_message set expires_at = expires_at - make_interval(secs => $1) where id = $2", [
				pause,
				id,
			]);
			passed += pause;
		}
		expect(await stateOf(id)).toBe("sent");
		expect(sink.taken).toHaveLength(1);
		expect(passed).toBeGreaterThanOrEqual(300);
		expect(passed).toBeLessThan(330);
	});
	it.each<[string, Fault]>([
		["does not greet", { greeting: "silent" }],
		["greets with 421", { greeting: closing }],
		["answers 421 to the address", closing],
		["says nothing after the address", "silent"],
	])("is tried again within seconds at a server that %s, and is sent once", async (_, fault) => {
		const id = await code();
		answer(fault);
		await send(id);
		expect(await stateOf(id)).toBe("waiting");
		expect(secondsTo(runs[0])).toBeLessThanOrEqual(5);
		answer("take");
		await send(id);
		expect([await stateOf(id), sink.taken.length]).toEqual(["sent", 1]);
	});
	it.each<[string, Fault]>([
		["breaks off after the text", "cut"],
		["says nothing after the text", "silent after text"],
	])("is sent once more at a server that %s, as the same mail: somebody waits for it", async (_, fault) => {
		const id = await code();
		answer(fault);
		await send(id);
		expect([await stateOf(id), secondsTo(runs[0]) <= 5]).toEqual(["waiting", true]);
		const [first] = messageIds();
		answer("take");
		await send(id);
		expect(await stateOf(id)).toBe("sent");
		expect(messageIds()).toEqual([first]);
	});
});

it("a mail is given up in its limit at a server that says nothing", async () => {
	answer("silent");
	const pool = createTransport({ url: sink.url, pool: true } as Parameters<typeof createTransport>[0]) as Transporter;
	const mail = { from: "us@site.example", to: address, subject: "A mail", text: "Hello" };
	await expect(sendWithin(pool, 200, mail)).rejects.toMatchObject({ code: "EABORT" });
	pool.close({ force: true });
}, 5_000);
