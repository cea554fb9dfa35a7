/** What other mail programs return, and what becomes of it: deliveries, addresses that are sent no more messages, and codes all the same. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { mailsOf, messageAdmin, recordReturnedMail, tasks } from "@/lib/messages";
import { type MailReport, readMailReport } from "@/lib/messages/mail-report";
import { deliveryName, findDelivery } from "@/lib/messages/return-path";
import { addDelivery } from "../support/many-people";
import { oddReports } from "../support/odd-reports";
import { signedInMember, signedInStaff } from "../support/people";
import { returnedMails } from "../support/returned-mails";
import { asRole, connectAs } from "../support/roles";

const owner = connectAs("owner");
const { findSuppressions, liftSuppressions, suppress, suppressionCounts } = messageAdmin;
let press: Staff;
const folder = mkdtempSync(path.join(tmpdir(), "returned-mail-"));

beforeAll(async () => {
	setDatabaseRole("web");
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => owner.query("delete from suppression; delete from delivery; delete from message"));

const read = (text: string) => readMailReport(Buffer.from(text.replace(/\r?\n/g, "\r\n")));

describe("a returned mail", () => {
	const failed = (state: string, code: string) => ({ kind: "failed", delivery: "4711", state, code });
	it.each<[keyof typeof returnedMails, object]>([
		["postfix", failed("no-such-address", "5.1.1")],
		["eximText", failed("not-accepting", "5.2.2")],
		["exchange", failed("no-such-address", "5.1.10")],
		["gmail", failed("not-accepting", "5.2.2")],
		["qmail", failed("no-such-address", "5.1.1")],
		["complaint", { kind: "complaint", delivery: "4711" }],
		["outOfOffice", { kind: "auto-reply" }],
		["vacationOld", { kind: "auto-reply" }],
		["person", { kind: "other" }],
	])("of the kind %s is read", async (kind, expected) => {
		expect(await read(returnedMails[kind](deliveryName("4711")))).toEqual(expected);
	});

	it.each(oddReports)("of the kind “%s” is read as %s", async (_title, kind, write) => {
		const found = await read(write(deliveryName("4711")));
		expect(found).toMatchObject(
			["no-such-address", "not-accepting", "failed"].includes(kind)
				? { kind: "failed", delivery: "4711", state: kind }
				: kind === "complaint"
					? { kind, delivery: "4711" }
					: { kind },
		);
	});

	it.each([
		["5.1.1", "550 5.1.1 unknown", "no-such-address"],
		["5.2.1", "550 5.2.1 disabled", "not-accepting"],
		["5.4.1", "550 5.4.1 Recipient address rejected: Access denied", "no-such-address"],
		["5.4.4", "550 5.4.4 no such domain", "failed"],
		["5.7.1", "550 5.7.1 message looks like spam", "failed"],
		["4.4.7", "421 4.4.7 tried for five days", "failed"],
		["4.2.2", "452 4.2.2 over quota, tried for five days", "not-accepting"],
		["5.0.0", "554 delivery error", "failed"],
	])("with the status %s and “%s” is %s", async (status, said, state) => {
		expect(await read(returnedMails.postfix(deliveryName("9"), status, said))).toMatchObject({ kind: "failed", state });
	});

	it("is not believed without the mark of its delivery", async () => {
		const forged = deliveryName("4711").replace(/.$/, (last) => (last === "0" ? "1" : "0"));
		for (const write of [...Object.values(returnedMails), ...oddReports.map(([, , write]) => write)])
			expect(["other", "auto-reply"]).toContain((await read(write(forged))).kind);
	});

	it("is found in the mail it returns if its own address was rewritten, in capitals too", async () => {
		const name = deliveryName("4711");
		const text = returnedMails.postfix(name).replace(`To: bounces+${name}@`, "To: somebody@");
		expect(await read(text)).toMatchObject({ delivery: "4711" });
		expect(findDelivery([`BOUNCES+${name.toUpperCase()}@CHECK.EXAMPLE`])).toBe("4711");
	});

	it("of any bytes is read to its end without an error", async () => {
		const whole = Buffer.from(returnedMails.gmail(deliveryName("4711")));
		await fc.assert(
			fc.asyncProperty(fc.nat(whole.length), fc.uint8Array({ maxLength: 60 }), async (at, bytes) => {
				const broken = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + bytes.length)]);
				const report: MailReport = await readMailReport(broken);
				if ("delivery" in report) expect(report.delivery).toBe("4711");
			}),
			{ numRuns: 60, seed: 13 },
		);
	});
});

async function* inOrder(texts: string[]) {
	for (const text of texts) yield Buffer.from(text);
}
const returned = (...texts: string[]) => asRole("worker", () => recordReturnedMail(inOrder(texts)));
const deliveryState = async (id: string) =>
	(await owner.query("select state, address_sealed, last_error from delivery where id = $1", [id])).rows[0];

describe("a report", () => {
	it("ends its delivery once and wipes its address", async () => {
		const id = await addDelivery(owner, "gone@readers.example", "unknown");
		const mail = returnedMails.postfix(deliveryName(id));
		expect(await returned(mail, mail)).toEqual({ "no-such-address": 1, known: 1 });
		expect(await deliveryState(id)).toEqual({ state: "no-such-address", address_sealed: null, last_error: "5.1.1" });
	});

	it("puts an address that does not exist on the list for a year, one that complained for good", async () => {
		const gone = await addDelivery(owner, "gone@readers.example", "accepted");
		const annoyed = await addDelivery(owner, "annoyed@readers.example", "accepted");
		const full = await addDelivery(owner, "full@readers.example", "accepted");
		await returned(
			returnedMails.postfix(deliveryName(gone)),
			returnedMails.complaint(deliveryName(annoyed)),
			returnedMails.gmail(deliveryName(full)),
		);
		const [first] = await findSuppressions(press, " Gone@readers.example ");
		expect(first).toMatchObject({ scope: "all", reason: "no-such-address" });
		expect((first?.expiresAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(364 * 86_400_000);
		expect(await findSuppressions(press, "annoyed@readers.example")).toMatchObject([
			{ reason: "complaint", expiresAt: null },
		]);
		expect(await findSuppressions(press, "full@readers.example")).toEqual([]);
		expect(await suppressionCounts(press)).toMatchObject([
			{ reason: "complaint", addresses: 1 },
			{ reason: "no-such-address", addresses: 1 },
		]);
	});

	it("leaves what staff have decided for an address's safety", async () => {
		await suppress(press, "quiet@readers.example", { scope: "all", reason: "safety" });
		await returned(returnedMails.postfix(deliveryName(await addDelivery(owner, "quiet@readers.example", "accepted"))));
		expect(await findSuppressions(press, "quiet@readers.example")).toMatchObject([{ reason: "safety" }]);
	});
});

describe("the list of addresses that are sent no messages", () => {
	it("is lifted by staff, once, with an entry in the audit log that does not name the address", async () => {
		await suppress(press, "back@readers.example", { scope: "campaigning", reason: "asked" });
		expect(await liftSuppressions(press, "back@readers.example")).toBe(true);
		expect(await liftSuppressions(press, "back@readers.example")).toBe(false);
		const { rows } = await owner.query(
			"select action, detail::text from audit_event where action like 'suppression.%' order by id desc limit 2",
		);
		expect(rows.map(({ action }) => action)).toEqual(["suppression.lifted", "suppression.added"]);
		expect(JSON.stringify(rows)).not.toContain("back@");
	});

	it("does not hold back a code that somebody asks for", async () => {
		await suppress(press, "asks@readers.example", { scope: "all", reason: "safety" });
		expect((await signedInMember("asks@readers.example")).token).not.toBe("");
	});

	it("forgets what has ended", async () => {
		await suppress(press, "old@readers.example", { scope: "all", reason: "asked" });
		await owner.query("update suppression set expires_at = now() - interval '1 minute'");
		expect(await findSuppressions(press, "old@readers.example")).toEqual([]);
		await asRole("worker", async () => (tasks.forget_suppressions as () => Promise<void>)());
		expect((await owner.query("select from suppression")).rowCount).toBe(0);
	});
});

describe("a file of mails", () => {
	const names = ["11", "12", "13"].map(deliveryName);
	const found = async (file: string) => {
		const deliveries = [];
		for await (const mail of mailsOf(file))
			deliveries.push(((await readMailReport(mail)) as { delivery?: string }).delivery);
		return deliveries.sort();
	};

	it("is read as an mbox, whose text may begin a line with “From”", async () => {
		const file = path.join(folder, "mbox");
		const mbox = names.map(
			(name) => `From MAILER-DAEMON Sat Nov 28 10:00:00 2026\n${returnedMails.qmail(name)}>From here on\nFrom us\n\n`,
		);
		writeFileSync(file, mbox.join(""));
		expect(await found(file)).toEqual(["11", "12", "13"]);
	});

	it("is read as a maildir, a folder and a single mail", async () => {
		const [one = "", two = "", three = ""] = names.map(returnedMails.eximText);
		for (const part of ["new", "cur", "tmp"]) mkdirSync(path.join(folder, "maildir", part), { recursive: true });
		writeFileSync(path.join(folder, "maildir", "new", "1.host"), one);
		writeFileSync(path.join(folder, "maildir", "cur", "2.host:2,S"), two);
		writeFileSync(path.join(folder, "maildir", "tmp", "3.host"), three);
		expect(await found(path.join(folder, "maildir"))).toEqual(["11", "12"]);
		expect(await found(path.join(folder, "maildir", "cur"))).toEqual(["12"]);
		expect(await found(path.join(folder, "maildir", "tmp", "3.host"))).toEqual(["13"]);
	});
});
