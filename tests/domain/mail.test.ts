import { eq } from "drizzle-orm";
import type { JobHelpers } from "graphile-worker";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { database, setDatabaseRole, tables } from "@/lib/database";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { queueNotice, tasks } from "@/lib/mail";
import { mailText } from "@/lib/mail/mail-template";
import { putMail, type WrittenMail } from "../support/outbox";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const caught: { to: string[]; mail: Email }[] = [];
/** The mail server's answer to a recipient. Undefined accepts the mail. */
let refusal: { responseCode: number; message: string } | undefined;

const server = new SMTPServer({
	authOptional: true,
	closeTimeout: 100,
	disabledCommands: ["AUTH", "STARTTLS"],
	onRcptTo: (_, __, done) => done(refusal ? Object.assign(new Error(refusal.message), refusal) : null),
	onData(stream, session, done) {
		const chunks: Buffer[] = [];
		stream.on("data", (chunk: Buffer) => chunks.push(chunk));
		stream.on("end", async () => {
			const to = session.envelope.rcptTo.map((recipient) => recipient.address);
			caught.push({ to, mail: await PostalMime.parse(Buffer.concat(chunks)) });
			done();
		});
	},
});

beforeAll(async () => {
	setDatabaseRole("worker");
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.server.address() as { port: number };
	// The environment is read once, and this file's mail server has its port only now.
	(env() as { SMTP_URL: string }).SMTP_URL = `smtp://127.0.0.1:${port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
beforeEach(() => {
	caught.length = 0;
	retries.length = 0;
	refusal = undefined;
});

const write = (mail: Partial<WrittenMail> = {}) =>
	putMail(owner, {
		kind: "reminder",
		to: "reader@example.org",
		subject: "Pwnc â tho",
		text: "First line.\n\nŴyth llinell.",
		...mail,
	});
const notice = { kind: "sign-in-changed", detail: "added", locale: "cy", to: "needle@example.org" } as const;
const queue = (what: Parameters<typeof queueNotice>[1] = notice) =>
	database().transaction((tx) => queueNotice(tx, what));
const expire = (id: string) =>
	owner.query(
		"update outbox_message set created_at = now() - interval '10 minutes', expires_at = now() - interval '1 second' where id = $1",
		[id],
	);
/** Returns the queued attempts: their times and priorities. */
const retries: { runAt?: Date; priority?: number }[] = [];
const addJob: JobHelpers["addJob"] = async (_task, _payload, spec) => {
	retries.push(spec as (typeof retries)[0]);
	return {} as Awaited<ReturnType<JobHelpers["addJob"]>>;
};
const send = (message: string) =>
	tasks.send_mail?.({ message }, { addJob, job: { priority: -20 } } as JobHelpers) as Promise<void>;
async function row(id: string) {
	const [found] = await database().select().from(tables.outboxMessage).where(eq(tables.outboxMessage.id, id));
	if (!found) throw new Error("the message is gone");
	return found;
}
const isWiped = async (id: string) => {
	const { subjectSealed, textSealed, recipientSealed } = await row(id);
	return subjectSealed === null && textSealed === null && recipientSealed.length === 0;
};

describe("a mail", () => {
	test("is sent as plain text from the organisation, is marked as automatic, and is wiped afterwards", async () => {
		const id = await write();
		await send(id);
		const [{ to, mail }] = caught as [(typeof caught)[0]];
		expect(to).toEqual(["reader@example.org"]);
		expect(mail.from).toMatchObject({ address: "incident@meridian.example", name: "The Meridian Party" });
		expect(mail.subject).toBe("Pwnc â tho");
		expect(mail.html).toBeUndefined();
		expect(mail.attachments).toEqual([]);
		expect(mail.text).toContain("First line.\n\nŴyth llinell.");
		expect(mail.text).toContain("Helpline: 0800 000 0000");
		expect(mail.messageId).toBe(`<${id}@meridian.example>`);
		expect(mail.headers.find((header) => header.key === "auto-submitted")?.value).toBe("auto-generated");
		expect((await row(id)).sentAt).toBeInstanceOf(Date);
		expect(await isWiped(id)).toBe(true);
	});

	test("is sent once, though its job runs twice", async () => {
		const id = await write();
		await send(id);
		await send(id);
		expect(caught).toHaveLength(1);
	});

	test("is queued in the transaction of its change, or not at all", async () => {
		const jobs = async () => (await owner.query("select count(*)::int as n from graphile_worker.jobs")).rows[0].n;
		const before = [await database().$count(tables.outboxMessage), await jobs()];
		const lost = database().transaction(async (tx) => {
			await queueNotice(tx, notice);
			throw new Error("the change failed");
		});
		await expect(lost).rejects.toThrow();
		expect([await database().$count(tables.outboxMessage), await jobs()]).toEqual(before);
		await queue();
		expect(await jobs()).toBe(before[1] + 1);
	});

	test("that has expired is wiped unsent", async () => {
		for (const id of [await write({ expiresInMinutes: 0 }), await write({ expiresInMinutes: 10 })]) {
			await expire(id);
			await send(id);
			expect(await row(id)).toMatchObject({ sentAt: null, lastError: "expired" });
			expect(await isWiped(id)).toBe(true);
		}
		expect(caught).toHaveLength(0);
	});

	test("that the server cannot take now is tried again, and only the error's code is stored", async () => {
		const id = await write();
		refusal = { responseCode: 451, message: "reader@example.org: try later" };
		await send(id);
		expect(await row(id)).toMatchObject({ sentAt: null, failedAt: null, lastError: "451", attempts: 1 });
		expect(retries).toEqual([{ runAt: expect.any(Date), priority: -20, jobKey: `mail:${id}` }]);
		refusal = undefined;
		await send(id);
		expect(caught).toHaveLength(1);
	});

	test.each([-3, 3])(
		"is tried again in seconds by a worker whose clock is %i hours from the database's",
		async (hours) => {
			const id = await write({ kind: "sign-in-code", expiresInMinutes: 10 });
			refusal = { responseCode: 451, message: "greylisted" };
			const before = Date.now();
			vi.useFakeTimers({ toFake: ["Date"], now: before + hours * 3_600_000 });
			await send(id).finally(() => vi.useRealTimers());
			const seconds = ((retries.at(-1)?.runAt?.getTime() ?? 0) - before) / 1_000;
			expect(seconds).toBeGreaterThan(4);
			expect(seconds).toBeLessThan(60);
		},
	);

	test("with a code is tried again after five minutes, and a last time when the code expires", async () => {
		const id = await write({ kind: "sign-in-code", expiresInMinutes: 10 });
		refusal = { responseCode: 451, message: "greylisted for 300 seconds" };
		let clock = 0;
		const attempts = [clock];
		while (clock < 600) {
			const before = Date.now();
			await send(id);
			clock += Math.round(((retries.at(-1)?.runAt?.getTime() ?? 0) - before) / 1_000);
			attempts.push(clock);
			// Makes the code older, because the database's clock cannot be moved.
			await owner.query("update outbox_message set expires_at = now() + make_interval(secs => $1) where id = $2", [
				600 - clock,
				id,
			]);
		}
		expect(attempts.some((at) => at > 300 && at < 330)).toBe(true);
		expect(attempts.at(-1)).toBe(600);
		await send(id);
		expect(await row(id)).toMatchObject({ sentAt: null, lastError: "expired" });
		expect(await isWiped(id)).toBe(true);
	});

	test("that is refused for good, or was tried often enough, fails and is wiped", async () => {
		const refused = await write();
		refusal = { responseCode: 550, message: "reader@example.org: no such mailbox" };
		await send(refused);
		expect(await row(refused)).toMatchObject({ sentAt: null, lastError: "550" });
		expect(await isWiped(refused)).toBe(true);
		expect(retries).toEqual([]);

		const tried = await write();
		refusal = { responseCode: 451, message: "reader@example.org: try later" };
		for (let attempt = 1; !(await row(tried)).failedAt && attempt < 100; attempt++) await send(tried);
		expect(await row(tried)).toMatchObject({ sentAt: null, lastError: "451", attempts: retries.length + 1 });
		expect(await isWiped(tried)).toBe(true);
	});

	test("never holds a link", () => {
		for (const text of ["See https://example.org", "See www.example.org", "HTTP://X"])
			expect(() => mailText("en", text)).toThrow("link");
	});

	test("that is a notice is written by the worker as it is sent", async () => {
		const id = await queue();
		expect(await row(id)).toMatchObject({ kind: "sign-in-changed", detail: "added", textSealed: null });
		await send(id);
		const [{ to, mail }] = caught as [(typeof caught)[0]];
		expect(to).toEqual(["needle@example.org"]);
		expect(mail.subject).toBe("Newid i sut rydych yn mewngofnodi");
		expect(mail.text).toContain("0800 000 0000");
		expect(await isWiped(id)).toBe(true);
	});

	test("waits encrypted: neither recipient nor text is in clear in the row or the queue", async () => {
		const id = await queue();
		const { rows } = await owner.query(
			"select o::text as row, (select string_agg(j::text, '') from graphile_worker._private_jobs j) as jobs from outbox_message o where id = $1",
			[id],
		);
		expect(rows[0].jobs).toContain(id);
		expect(JSON.stringify(rows)).not.toContain("needle");
		expect(JSON.stringify(rows)).not.toContain(Buffer.from("needle").toString("hex"));
	});
});

test("messages are deleted a month after they were sent", async () => {
	const [old, fresh] = [await write(), await write()];
	await owner.query("update outbox_message set created_at = now() - interval '31 days' where id = $1", [old]);
	await (tasks.forget_mail as () => Promise<void>)();
	await expect(row(old)).rejects.toThrow();
	expect((await row(fresh)).id).toBe(fresh);
});

describe("the log", () => {
	const lines = vi.fn();
	beforeEach(() => {
		for (const level of ["warn", "error"] as const) vi.spyOn(log, level).mockImplementation(lines);
	});
	afterEach(() => {
		vi.restoreAllMocks();
		lines.mockReset();
	});
	const report = () => asRole("worker", async () => void (await tasks.report_mail?.({}, {} as JobHelpers)));
	const code = (minutes = 10) => write({ kind: "sign-in-code", expiresInMinutes: minutes });
	const age = (seconds: number) =>
		owner.query("update graphile_worker._private_jobs set run_at = now() - make_interval(secs => $1)", [seconds]);

	test("has a line for each code that expired or failed unsent, and a count a minute", async () => {
		await owner.query("delete from graphile_worker._private_jobs");
		await owner.query("delete from outbox_message");
		const expired = await code();
		await expire(expired);
		const failed = await code();
		refusal = { responseCode: 550, message: "reader@example.org: no such mailbox" };
		await send(expired);
		await send(failed);
		expect(lines.mock.calls).toEqual([
			[{ event: "code.expired", id: expired, code: "expired", count: 0 }],
			[{ event: "code.failed", id: failed, code: "550", count: 1 }],
		]);
		lines.mockReset();
		await report();
		expect(lines.mock.calls).toEqual([[{ event: "code.unsent", count: 2 }]]);
	});

	test("has nothing of a code that was never to be sent, and the outbox keeps none", async () => {
		await owner.query("delete from outbox_message");
		await send(await code(0));
		expect((await owner.query("select from outbox_message")).rowCount).toBe(0);
		await report();
		expect(lines).not.toHaveBeenCalled();
	});

	test("has the age of the oldest due mail each minute, once it is over half a minute", async () => {
		await owner.query("delete from graphile_worker._private_jobs");
		await write();
		await write();
		await age(29);
		await report();
		expect(lines).not.toHaveBeenCalled();
		await age(45);
		await report();
		expect(lines.mock.calls).toEqual([[{ event: "mail.waiting", seconds: 45, count: 2 }]]);
		lines.mockReset();
		await age(-600);
		await report();
		expect(lines, "the next attempt is not due").not.toHaveBeenCalled();
	});
});
