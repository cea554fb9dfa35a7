/** Messages to many that GOV.UK Notify carries, against a stand-in that checks tokens and bodies as its documentation has them. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import type { JobHelpers } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { env } from "@/lib/env";
import { messageAdmin, tasks } from "@/lib/messages";
import { notify } from "@/lib/messages/notify-client";
import { deliveryName } from "@/lib/messages/return-path";
import { addIncident } from "../support/exposed-people";
import { addPeople } from "../support/many-people";
import { type NotifyStandIn, startNotifyStandIn } from "../support/notify-stand-in";
import { signedInStaff } from "../support/people";
import { asRole, connectAs } from "../support/roles";
import { type SmtpSink, startSmtpSink } from "../support/smtp-sink";

const owner = connectAs("owner");
const emailTemplate = "0b8cfb0e-6f5e-4a64-9d4a-7b1a1f0e6a01";
let press: Staff;
let standIn: NotifyStandIn;
let sink: SmtpSink;

beforeAll(async () => {
	setDatabaseRole("web");
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
	sink = await startSmtpSink();
	standIn = await startNotifyStandIn({ [emailTemplate]: ["subject", "text"] });
});
afterAll(async () => {
	await standIn.stop();
	await sink.stop();
});
beforeEach(async () => {
	Object.assign(env(), {
		SMTP_URL: sink.url,
		NOTIFY_URL: standIn.url,
		NOTIFY_API_KEY: standIn.key,
		NOTIFY_EMAIL_TEMPLATE: emailTemplate,
	});
	standIn.taken.length = 0;
	standIn.answer = () => "take";
	standIn.status = () => "delivered";
	sink.taken.length = 0;
	await owner.query("delete from delivery; delete from message_trial; delete from message; delete from suppression");
	await owner.query("delete from proven_identifier; update person set merged_into = id");
});

const jobs: { name: string; runAt: Date | undefined }[] = [];
const helpers = {
	addJob: async (name: string, _: unknown, spec: { runAt?: Date } = {}) => void jobs.push({ name, runAt: spec.runAt }),
} as unknown as JobHelpers;
async function run(name: string, message?: string): Promise<void> {
	jobs.length = 0;
	await asRole("worker", async () => void (await tasks[name]?.({ message }, helpers)));
}
const wave = (id: string) => run("send_wave", id);
/** Moves the deliveries so many minutes into the past, and asks Notify about them. */
async function askAfter(minutes: number): Promise<void> {
	await owner.query(
		"update delivery set due_at = due_at - make_interval(mins => $1), claimed_at = claimed_at - make_interval(mins => $1)",
		[minutes],
	);
	await run("ask_carriers");
}

/** Prepares a message to people with these addresses and lets the worker send it. Returns its id. */
async function sending(...addresses: string[]): Promise<string> {
	const { incidentId } = await addIncident(owner, { dataset: false });
	await addPeople(
		owner,
		incidentId,
		addresses.map((address) => ({ address, outcome: "affected" })),
	);
	const made = await messageAdmin.createDraft(press, null, {
		kind: "incident-notice",
		incidentId,
		subjectEn: "What was in the data",
		bodyEn: "Your answer is at {site}.",
		subjectCy: "",
		bodyCy: "",
		cohorts: ["affected"],
		languages: [],
		relationships: [],
		categories: [],
	});
	if (!made.ok) throw new Error(made.reason);
	const draft = await messageAdmin.messageById(press, made.value);
	await messageAdmin.prepareMessage(press, made.value, draft?.editedAt.toISOString() ?? "", addresses.length);
	await owner.query("update message set state = 'sending', started_at = now(), per_minute = 12000 where id = $1", [
		made.value,
	]);
	return made.value;
}
async function states(id: string): Promise<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const { state, people } of (await messageAdmin.messageCounts(press, id)).deliveries)
		counts[state] = (counts[state] ?? 0) + people;
	return counts;
}
const state = async (id: string) => (await messageAdmin.messageById(press, id))?.state;
const rows = async () =>
	(await owner.query("select id::text, address_sealed, last_error, attempts, carrier from delivery order by id")).rows;

describe("an email that Notify carries", () => {
	it("is its own words and no more, under a name that says nothing of anybody", async () => {
		const id = await sending("ann@readers.example");
		await wave(id);
		const [delivery] = await rows();
		expect(standIn.taken).toMatchObject([
			{ type: "email", to: "ann@readers.example", template: emailTemplate, reference: deliveryName(delivery.id) },
		]);
		const { personalisation } = standIn.taken[0] as { personalisation: Record<string, string> };
		expect(personalisation.subject).toBe("What was in the data");
		expect(personalisation.text).toMatch(/^Your answer is at localhost:3000\.\n\n-- \n.*\n\nMessage reference: MP-/s);
		expect(sink.taken).toEqual([]);
	});

	it.each([
		["delivered", "accepted"],
		["sent", "accepted"],
		["permanent-failure", "no-such-address"],
		["temporary-failure", "not-accepting"],
	])("with the status %s has ended as %s, and its address is wiped", async (status, ended) => {
		const id = await sending("ann@readers.example");
		standIn.status = () => status;
		await wave(id);
		expect(await states(id)).toEqual({ sending: 1 });
		await askAfter(1);
		expect(await states(id)).toEqual({ [ended]: 1 });
		expect((await rows())[0].address_sealed).toBeNull();
		await wave(id);
		expect(await state(id)).toBe("finished");
		expect(standIn.taken).toHaveLength(1);
	});

	it.each(["created", "sending", "pending", "a status of next year"])(
		"is asked about again while it is %s",
		async (status) => {
			const id = await sending("ann@readers.example");
			standIn.status = () => status;
			await wave(id);
			for (const minutes of [1, 1, 30, 60, 600]) await askAfter(minutes);
			expect(await states(id)).toEqual({ sending: 1 });
			await run("recover_deliveries");
			expect(await states(id)).toEqual({ sending: 1 });
			await wave(id);
			expect(await state(id)).toBe("sending");
			for (const taken of standIn.taken) taken.status = "delivered";
			await askAfter(60);
			expect(await states(id)).toEqual({ accepted: 1 });
		},
	);

	it("that failed between Notify and its provider is tried again, and has failed after the last attempt", async () => {
		const id = await sending("ann@readers.example");
		standIn.status = () => "technical-failure";
		for (let attempt = 1; attempt <= 6; attempt++) {
			await wave(id);
			await askAfter(1);
			await owner.query("update delivery set due_at = now() where state = 'waiting'");
		}
		expect(await states(id)).toEqual({ failed: 1 });
		expect((await rows())[0]).toMatchObject({ attempts: 6, last_error: "technical-failure", address_sealed: null });
		expect(new Set(standIn.taken.map(({ reference }) => reference)).size).toBe(1);
	});

	it("is not sent again when the answer was lost and Notify has it", async () => {
		const id = await sending("ann@readers.example");
		standIn.answer = () => "cut after taking";
		await wave(id);
		expect(await states(id)).toEqual({ sending: 1 });
		standIn.answer = () => "take";
		await askAfter(20);
		expect(await states(id)).toEqual({ accepted: 1 });
		expect(standIn.taken).toHaveLength(1);
	});

	it("is sent again once Notify says after a quarter of an hour that it never had it, and not before", async () => {
		const id = await sending("ann@readers.example");
		standIn.answer = () => "cut";
		await wave(id);
		standIn.answer = () => "take";
		await askAfter(10);
		expect(await states(id)).toEqual({ sending: 1 });
		await askAfter(10);
		expect(await states(id)).toEqual({ waiting: 1 });
		await owner.query("update delivery set due_at = now()");
		await wave(id);
		await askAfter(1);
		expect(await states(id)).toEqual({ accepted: 1 });
		expect(standIn.taken).toHaveLength(1);
	});

	it("is unknown when Notify may have forgotten it, and never repeated by itself", async () => {
		const id = await sending("ann@readers.example");
		await wave(id);
		standIn.taken.length = 0;
		await askAfter(7 * 24 * 60);
		expect(await states(id)).toEqual({ unknown: 1 });
	});

	it("whose worker was killed is asked about like any other", async () => {
		const id = await sending("ann@readers.example");
		await wave(id);
		await owner.query("update delivery set due_at = claimed_at + interval '10 minutes', last_error = null");
		await askAfter(11);
		expect(await states(id)).toEqual({ accepted: 1 });
	});

	it("to an address that Notify refuses is no such address; others are sent", async () => {
		const id = await sending("ann@readers.example", "bea@readers.example");
		const refusal = { status: 400, error: "ValidationError", message: "email_address Not a valid email address" };
		standIn.answer = (to) => (to.startsWith("ann") ? refusal : "take");
		await wave(id);
		await askAfter(1);
		expect(await states(id)).toEqual({ "no-such-address": 1, accepted: 1 });
	});

	it.each([
		[403, "AuthError", "Invalid token: signature, api token not found"],
		[400, "BadRequestError", "Can't send to this recipient using a team-only API key"],
		[429, "RateLimitError", "Exceeded rate limit for key type live of 3000 requests per 60 seconds"],
		[500, "Exception", "Internal server error"],
	])("that is refused as %s %s waits, with all others, and nobody is lost", async (status, error, message) => {
		const id = await sending("ann@readers.example", "bea@readers.example");
		standIn.answer = () => ({ status, error, message });
		await wave(id);
		expect(await states(id)).toEqual({ waiting: 2 });
		expect((await rows()).map(({ last_error }) => last_error)).toEqual([`notify-${status}`, `notify-${status}`]);
		expect(jobs).toHaveLength(1);
		standIn.answer = () => "take";
		await owner.query("update delivery set due_at = now()");
		await wave(id);
		await askAfter(1);
		expect(await states(id)).toEqual({ accepted: 2 });
	});

	it("is refused with a key of another service, so that the stand-in is known to check it", async () => {
		const id = await sending("ann@readers.example");
		Object.assign(env(), { NOTIFY_API_KEY: standIn.key.replace(/.$/, (last) => (last === "0" ? "1" : "0")) });
		await wave(id);
		expect((await rows())[0].last_error).toBe("notify-403");
		expect(standIn.taken).toEqual([]);
	});

	it.each([
		["a redirect", { status: 307, error: "", message: "" }],
		["a refusal that quotes", { status: 500, error: "Exception", message: "no ann@readers.example" }],
	])(
		"%s: is sent to nobody else, not by a proxy of the environment, and the error holds neither address nor token",
		async (_, said) => {
			const asked: string[] = [];
			const elsewhere = createServer(({ url = "" }, response) => {
				asked.push(url);
				response.writeHead(201, { "content-type": "application/json" }).end("{}");
			});
			await once(elsewhere.listen(0, "127.0.0.1"), "listening");
			const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
			const proxies = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
			for (const name of proxies) vi.stubEnv(name, origin);
			const requests: string[] = [];
			standIn.answer = (to) => {
				requests.push(to);
				return { ...said, location: `${origin}/elsewhere` };
			};
			const sent = { to: "ann@readers.example", template: emailTemplate, reference: "1-a" };
			const error = await notify("email", { ...sent, personalisation: { subject: "", text: "" } }).catch(
				(thrown) => thrown,
			);
			vi.unstubAllEnvs();
			elsewhere.close();
			expect(requests).toEqual([sent.to]);
			expect(asked).toEqual([]);
			expect(error).toBeInstanceOf(Error);
			expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/ann@|readers|Bearer|eyJ/);
		},
	);

	it("pauses its message when more than two in a hundred addresses do not exist", async () => {
		const id = await sending(...Array.from({ length: 100 }, (_, at) => `reader${at}@readers.example`));
		standIn.status = (to) => (/reader[0-2]@/.test(to) ? "permanent-failure" : "delivered");
		await wave(id);
		expect(await state(id)).toBe("sending");
		await askAfter(1);
		expect(await messageAdmin.messageById(press, id)).toMatchObject({ state: "paused", pauseReason: "bounces" });
	});

	it("is saved as far as Notify answers, and the rest is asked about again", async () => {
		const id = await sending("ann@readers.example");
		await wave(id);
		const { url } = standIn;
		Object.assign(env(), { NOTIFY_URL: "http://127.0.0.1:9" });
		await askAfter(1);
		expect(await states(id)).toEqual({ sending: 1 });
		Object.assign(env(), { NOTIFY_URL: url });
		await askAfter(10);
		expect(await states(id)).toEqual({ accepted: 1 });
	});

	it("leaves by the mail server where Notify has no template", async () => {
		Object.assign(env(), { NOTIFY_EMAIL_TEMPLATE: undefined });
		const id = await sending("ann@readers.example");
		await wave(id);
		expect(await states(id)).toEqual({ accepted: 1 });
		expect(sink.taken.map(({ to }) => to)).toEqual(["ann@readers.example"]);
		expect(standIn.taken).toEqual([]);
	});
});
