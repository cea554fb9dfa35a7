import { eq, sql } from "drizzle-orm";
import type { JobHelpers } from "graphile-worker";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, tables } from "@/lib/database";
import { env } from "@/lib/env";
import { queueMail, tasks } from "@/lib/mail";
import { connectAs } from "../support/roles";

type Mail = Parameters<typeof queueMail>[1];

const owner = connectAs("owner");
const caught: { to: string[]; mail: Email }[] = [];
/** What the mail server answers to a recipient: nothing for yes. */
let refusal: { responseCode: number; message: string } | undefined;

const server = new SMTPServer({
	authOptional: true,
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
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.server.address() as { port: number };
	// The environment is read once; this file's mail server has a port only now.
	(env() as { SMTP_URL: string }).SMTP_URL = `smtp://127.0.0.1:${port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
beforeEach(() => {
	caught.length = 0;
	refusal = undefined;
});

const write = (mail: Partial<Mail> = {}) =>
	database().transaction((tx) =>
		queueMail(tx, {
			kind: "test",
			locale: "en",
			to: "reader@example.org",
			subject: "Pwnc â tho",
			text: "First line.\n\nŴyth llinell.",
			...mail,
		}),
	);
const send = (message: string, attempts = 1) =>
	tasks.send_mail?.({ message }, { job: { attempts, max_attempts: 8 } } as JobHelpers) as Promise<void>;
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
	test("leaves as plain text from the organisation, says it is automatic, and is wiped", async () => {
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

	test("is written and queued with its change, or not at all", async () => {
		const jobs = async () => (await owner.query("select count(*)::int as n from graphile_worker.jobs")).rows[0].n;
		const before = [await database().$count(tables.outboxMessage), await jobs()];
		const lost = database().transaction(async (tx) => {
			await queueMail(tx, { kind: "test", locale: "en", to: "a@example.org", subject: "a", text: "a" });
			throw new Error("the change failed");
		});
		await expect(lost).rejects.toThrow();
		expect([await database().$count(tables.outboxMessage), await jobs()]).toEqual(before);
		await write();
		expect(await jobs()).toBe(before[1] + 1);
	});

	test("that is too old is not sent, and wiped", async () => {
		for (const id of [await write({ expiresInMinutes: 0 }), await write({ expiresInMinutes: 10 })]) {
			await database()
				.update(tables.outboxMessage)
				.set({ expiresAt: sql`now() - interval '1 second'` })
				.where(eq(tables.outboxMessage.id, id));
			await send(id);
			expect(await row(id)).toMatchObject({ sentAt: null, lastError: "expired" });
			expect(await isWiped(id)).toBe(true);
		}
		expect(caught).toHaveLength(0);
	});

	test("that the server cannot take now is tried again, and its error is a code alone", async () => {
		const id = await write();
		refusal = { responseCode: 451, message: "reader@example.org: try later" };
		await expect(send(id)).rejects.toMatchObject({ message: "mail not sent", code: "451" });
		expect(await row(id)).toMatchObject({ sentAt: null, failedAt: null, lastError: "451", attempts: 1 });
		refusal = undefined;
		await send(id, 2);
		expect(caught).toHaveLength(1);
	});

	test("that is refused for good, or has been tried often enough, has failed and is wiped", async () => {
		const refused = await write();
		refusal = { responseCode: 550, message: "reader@example.org: no such mailbox" };
		await send(refused);
		expect(await row(refused)).toMatchObject({ sentAt: null, lastError: "550" });
		expect(await isWiped(refused)).toBe(true);

		const tried = await write();
		refusal = { responseCode: 451, message: "reader@example.org: try later" };
		await send(tried, 8);
		expect(await row(tried)).toMatchObject({ sentAt: null, lastError: "451" });
		expect((await row(tried)).failedAt).toBeInstanceOf(Date);
		expect(await isWiped(tried)).toBe(true);
	});

	test("never holds a link", async () => {
		for (const text of ["See https://example.org", "See www.example.org", "HTTP://X"]) {
			await expect(write({ text })).rejects.toThrow("link");
		}
	});

	test("waits sealed: neither recipient nor words stand in the row or the queue", async () => {
		const id = await write({ to: "needle@example.org", subject: "needle", text: "needle" });
		const { rows } = await owner.query(
			"select o::text as row, (select string_agg(j::text, '') from graphile_worker._private_jobs j) as jobs from outbox_message o where id = $1",
			[id],
		);
		expect(rows[0].jobs).toContain(id);
		expect(JSON.stringify(rows)).not.toContain("needle");
		expect(JSON.stringify(rows)).not.toContain(Buffer.from("needle").toString("hex"));
	});
});

test("messages are forgotten a month after they left", async () => {
	const [old, fresh] = [await write(), await write()];
	await database().execute(sql`update outbox_message set created_at = now() - interval '31 days' where id = ${old}`);
	await (tasks.forget_mail as () => Promise<void>)();
	await expect(row(old)).rejects.toThrow();
	expect((await row(fresh)).id).toBe(fresh);
});
