import { beforeEach, describe, expect, it } from "vitest";
import type { Member } from "@/lib/authority";
import {
	accessibleFormats,
	exportObjections,
	proveEmail,
	readPreferences,
	receipt,
	receipts,
	removePoint,
	saveChoices,
	saveNumber,
	saveOrder,
	savePost,
	saveStyle,
	setObjection,
	stopAll,
	undoStop,
} from "@/lib/contact";
import { type Choice, choices } from "@/lib/contact/schema";
import { translator } from "@/lib/i18n";
import { operator } from "@/lib/identity";
import { addMember } from "../support/exposed-people";
import { askedCode, waitingMails } from "../support/people";
import { asRole, connectAs } from "../support/roles";
import { rowsRead } from "../support/rows-read";

const owner = connectAs("owner");
let member: Member;

beforeEach(async () => {
	await owner.query("delete from outbox_message");
	member = await addMember(owner, { email: `sign-in-${Math.random()}@example.org` });
});

const ticked = async (who: Member) =>
	(await readPreferences(who, "en")).choices.filter((choice) => choice.allowed).map((choice) => choice.choice);
async function save(...allowed: Choice[]): Promise<string> {
	const { wording } = await readPreferences(member, "en");
	const saved = await saveChoices(member, "en", { allowed, wording });
	if (!saved.ok) throw new Error(saved.reason);
	return saved.value;
}
const point = async (channel: string) =>
	(await readPreferences(member, "en")).points.find((point) => point.channel === channel)?.lines;
async function mails() {
	return (await waitingMails()).filter(({ kind }) => kind === "address-changed").reverse();
}
async function useEmail(address: string) {
	const asked = await askedCode({ purpose: "contact-point", address, locale: "en", member });
	return proveEmail(member, "en", asked);
}

it("the database reads few rows for a person, also for whoever has changed their contact 5,000 times", async () => {
	await save("email.incident-notices");
	await owner.query(
		`insert into consent_record (id, person_id, at, action, locale, statements)
		select 'cns_' || n, $1, now() + n * interval '1 millisecond', 'contact-point-removed', 'en', '[]' from generate_series(1, 5000) n`,
		[member.personId],
	);
	await owner.query(
		`insert into format_request (id, person_id, format, language, asked_at, settled_at, outcome)
		select 'fmt_' || n, $1, 'braille', 'en', now() - n * interval '1 second', now(), 'taken-back' from generate_series(1, 5000) n`,
		[member.personId],
	);
	await owner.query("analyze consent_record, format_request");
	const quiet = await addMember(owner, { email: `quiet-${Math.random()}@example.org` });
	for (const who of [member, quiet]) {
		expect(await rowsRead(owner, "consent_record", () => readPreferences(who, "en"))).toBeLessThan(100);
		expect(await rowsRead(owner, "format_request", () => accessibleFormats.requestOf(who))).toBeLessThan(100);
	}
});

describe("choices", () => {
	it("are all no until somebody says yes", async () => {
		const shown = await readPreferences(member, "en");
		expect(shown.choices.map((choice) => choice.choice)).toEqual(choices);
		expect(await ticked(member)).toEqual([]);
		expect(shown.points).toEqual([]);
		expect(shown.stopped).toBe(false);
	});

	it("name the chosen channels without an address; the address of sign-in is one", async () => {
		await save("email.incident-notices", "text.incident-notices", "post.incident-notices");
		await saveNumber(member, "en", "text", "07700 900123");
		const { unreachable, signInEmail } = await readPreferences(member, "en");
		expect(unreachable).toEqual(["post"]);
		expect(signInEmail?.lines[0]).toMatch(/^sign-in-/);
	});

	it("saved twice with one double press create one receipt", async () => {
		const both = await Promise.all([save("post.incident-notices"), save("post.incident-notices")]);
		expect(both[0]).toBe(both[1]);
		const numbers = [saveNumber(member, "en", "text", "07700 900123"), saveNumber(member, "en", "text", "07700900123")];
		const [first, second] = await Promise.all(numbers);
		expect(first).toEqual(second);
		expect(await saveNumber(member, "en", "text", "07700 900124")).not.toEqual(first);
		const style = { language: "cy", format: "standard" } as const;
		const styles = await Promise.all([saveStyle(member, "en", style), saveStyle(member, "en", style)]);
		expect(styles[0]).toEqual(styles[1]);
		const { receipts: all } = await receipts(member, 1);
		expect(all.map(({ action }) => action)).toEqual(["style-saved", "contact-changed", "contact-changed", "saved"]);
	});

	it("create a receipt with every sentence as shown, its language and the answer to each", async () => {
		const { wording } = await readPreferences(member, "cy");
		const saved = await saveChoices(member, "cy", { allowed: ["text.incident-notices"], wording });
		if (!saved.ok) throw new Error(saved.reason);
		const kept = await receipt(member, saved.value);
		expect(kept).toMatchObject({ action: "saved", locale: "cy" });
		expect(kept?.statements).toHaveLength(4);
		expect(kept?.statements.filter((statement) => statement.answer)).toEqual([
			{ wording: translator("cy", "preferences")("choice.incident-notices.text"), answer: true },
		]);
		const { rows } = await owner.query("select * from audit_event where subject_id = $1", [saved.value]);
		expect(rows).toMatchObject([{ action: "contact.saved", actor_id: member.personId }]);
	});

	it("are refused if the page showed other sentences", async () => {
		const { wording } = await readPreferences(member, "cy");
		expect(await saveChoices(member, "en", { allowed: [], wording })).toEqual({ ok: false, reason: "wording-changed" });
		expect((await receipts(member, 1)).receipts).toEqual([]);
	});

	it("cannot be altered in the history", async () => {
		const id = await save("email.incident-notices");
		await expect(owner.query("update consent_record set statements = '[]' where id = $1", [id])).rejects.toThrow(
			"append-only",
		);
	});
});

describe("stopping everything", () => {
	it("withdraws every choice in one step and can be undone, also after stopping twice at once", async () => {
		await save("email.incident-notices", "telephone.incident-notices");
		const [first, second] = await Promise.all([stopAll(member, "en"), stopAll(member, "en")]);
		expect(first).toBe(second);
		expect(await ticked(member)).toEqual([]);
		expect((await readPreferences(member, "en")).stopped).toBe(true);
		const undone = await undoStop(member, "en");
		expect(undone).toMatchObject({ ok: true });
		expect(await ticked(member)).toEqual(["email.incident-notices", "telephone.incident-notices"]);
		expect(await undoStop(member, "en"), "a second press").toEqual(undone);
		const { receipts: all } = await receipts(member, 1);
		expect(all.map((record) => record.action)).toEqual(["stop-undone", "stopped-everything", "saved"]);
	});

	it("cannot be undone once something else was chosen, but can after an address was changed", async () => {
		await save("email.incident-notices");
		await stopAll(member, "en");
		await saveNumber(member, "en", "telephone", "020 7946 0000");
		expect((await readPreferences(member, "en")).stopped).toBe(true);
		await save("post.incident-notices");
		expect(await undoStop(member, "en")).toEqual({ ok: false, reason: "nothing-to-undo" });
	});

	it("applies to somebody who never chose anything", async () => {
		await stopAll(member, "en");
		const { rows } = await owner.query("select allowed from contact_preference where person_id = $1", [
			member.personId,
		]);
		expect(rows).toHaveLength(4);
		expect(rows.every((row) => row.allowed === false)).toBe(true);
	});
});

describe("an objection to campaigning", () => {
	it("is a receipt of its own, stays when pressed twice, and can be withdrawn", async () => {
		expect(await setObjection(member, "en", false)).toBeUndefined();
		const [first, second] = await Promise.all([setObjection(member, "cy", true), setObjection(member, "cy", true)]);
		expect(first).toBe(second);
		expect(await receipt(member, first ?? "")).toMatchObject({
			action: "objected",
			statements: [{ wording: translator("cy", "preferences")("objection.wording"), answer: true }],
		});
		expect((await readPreferences(member, "en")).objectedAt).toBeInstanceOf(Date);
		await stopAll(member, "en");
		expect((await readPreferences(member, "en")).objectedAt).toBeInstanceOf(Date);
		await setObjection(member, "en", false);
		expect((await readPreferences(member, "en")).objectedAt).toBeUndefined();
	});

	it("is exported while it stands, with its time, words and addresses, and with an audit entry", async () => {
		await setObjection(member, "en", true);
		const reference = (await setObjection(member, "en", true)) ?? "";
		const withdrawn = await addMember(owner, { email: `withdrawn-${Math.random()}@example.org` });
		await setObjection(withdrawn, "en", true);
		await setObjection(withdrawn, "en", false);
		const list = await asRole("owner", () => exportObjections(operator("test")));
		expect(list.filter((entry) => entry.reference === reference)).toMatchObject([
			{ wording: "Do not use my details for campaigning", addresses: [expect.stringMatching(/^sign-in-/)] },
		]);
		expect(list.some(({ addresses }) => addresses.some((address) => address.startsWith("withdrawn-")))).toBe(false);
		const { rows } = await owner.query("select detail from audit_event where action = 'objections.exported'");
		expect(rows).toEqual([{ detail: { count: list.length } }]);
	});
});

describe("an email address", () => {
	it("is used only after it is proven, and the old address gets a mail", async () => {
		const address = "new@example.org";
		const asked = await askedCode({ purpose: "contact-point", address, locale: "en", member });
		expect(await point("email")).toBeUndefined();
		expect(await proveEmail(member, "en", { ...asked, code: "000000" === asked.code ? "1" : "000000" })).toEqual({
			ok: false,
			reason: "wrong",
		});
		expect(await point("email")).toBeUndefined();
		expect(await proveEmail(member, "en", asked)).toMatchObject({ ok: true });
		expect(await point("email")).toEqual([address]);
		await owner.query("delete from outbox_message");
		await useEmail("newer@example.org");
		expect(await point("email")).toEqual(["newer@example.org"]);
		const told = await mails();
		expect(told.map((mail) => mail.to)).toEqual([address]);
		expect(told[0]?.text).not.toContain("newer");
		const { rows } = await owner.query(
			"select sealed from contact_point where person_id = $1 and replaced_at is not null",
			[member.personId],
		);
		expect(rows).toEqual([{ sealed: null }]);
	});

	it("is announced to the sign-in address if there was no contact address", async () => {
		member = await addMember(owner, { email: "me@example.org" });
		await useEmail("other@example.org");
		expect((await mails()).map((mail) => mail.to)).toEqual(["me@example.org"]);
	});

	it("cannot be proven with somebody else's code", async () => {
		const stranger = await addMember(owner, { email: "stranger@example.org" });
		const asked = await askedCode({ purpose: "contact-point", address: "new@example.org", locale: "en", member });
		expect(await proveEmail(stranger, "en", asked)).toMatchObject({ ok: false });
		expect((await readPreferences(stranger, "en")).points).toEqual([]);
	});

	it("can be removed, and gets a mail", async () => {
		await useEmail("new2@example.org");
		await owner.query("delete from outbox_message");
		const removed = await removePoint(member, "en", "email");
		expect(removed).toMatchObject({ ok: true });
		expect(await point("email")).toBeUndefined();
		expect((await mails()).map((mail) => mail.to)).toEqual(["new2@example.org"]);
		expect(await removePoint(member, "en", "email"), "a second press").toEqual(removed);
		expect((await mails()).length).toBe(1);
		expect(await removePoint(member, "en", "post")).toEqual({ ok: false, reason: "nothing-there" });
	});
});

describe("which way comes first", () => {
	const order = async () => (await readPreferences(member, "en")).order.map(({ channel, first }) => [channel, first]);

	it("is asked where more than one way is chosen that messages go by, and email is first until they say so", async () => {
		await save("email.incident-notices", "telephone.incident-notices");
		expect(await order()).toEqual([]);
		await save("email.incident-notices", "text.incident-notices", "post.incident-notices");
		expect(await order()).toEqual([
			["email", true],
			["text", false],
			["post", false],
		]);
	});

	it("is saved with the words that were shown, once for a double press, and kept while everything is stopped", async () => {
		await save("email.incident-notices", "text.incident-notices");
		const [one, other] = await Promise.all([saveOrder(member, "cy", "text"), saveOrder(member, "cy", "text")]);
		expect(one).toEqual(other);
		const saved = await receipt(member, one.ok ? one.value : "");
		const t = translator("cy", "preferences");
		expect(saved).toMatchObject({
			action: "order-saved",
			statements: [{ wording: `${t("order.label")} ${t("channel.text")}`, answer: true }],
		});
		const { rows } = await owner.query("select action from audit_event where subject_id = $1", [saved?.id]);
		expect(rows).toEqual([{ action: "contact.order-saved" }]);
		await stopAll(member, "en");
		expect(await order()).toEqual([]);
		await saveOrder(member, "en", "text");
		await undoStop(member, "en");
		expect(await order()).toEqual([
			["email", false],
			["text", true],
		]);
	});

	it("is refused for a way they have not chosen, and falls back when they take that way away", async () => {
		await save("email.incident-notices", "text.incident-notices", "post.incident-notices");
		await saveOrder(member, "en", "post");
		expect((await order()).filter(([, first]) => first)).toEqual([["post", true]]);
		await save("email.incident-notices", "text.incident-notices");
		expect((await order()).filter(([, first]) => first)).toEqual([["email", true]]);
		expect(await saveOrder(member, "en", "post")).toEqual({ ok: false, reason: "not-chosen" });
	});
});

describe("numbers and post", () => {
	it("are stored in one format and shown with the usual spaces", async () => {
		await saveNumber(member, "en", "text", " +44 (0)7700-900123 ");
		await saveNumber(member, "en", "telephone", "+33 1 99 00 12 34");
		expect(await point("text")).toEqual(["07700 900123"]);
		expect(await point("telephone")).toEqual(["+33 1 99 00 12 34"]);
	});

	it("are refused if they cannot be reached", async () => {
		expect(await saveNumber(member, "en", "telephone", "12")).toEqual({ ok: false, reason: "not-a-number" });
		expect(await saveNumber(member, "en", "text", "020 7946 0000")).toEqual({ ok: false, reason: "not-a-mobile" });
		const address = { line1: "1 Invented Street", line2: "", town: "London", postcode: "nonsense", country: "" };
		expect(await savePost(member, "en", address)).toEqual({ ok: false, reason: "not-a-postcode" });
		expect(await savePost(member, "en", { ...address, country: "France" })).toMatchObject({ ok: true });
		expect(await point("post")).toEqual(["1 Invented Street", "London", "nonsense", "France"]);
		await savePost(member, "en", { ...address, postcode: "zz11zz" });
		expect(await point("post")).toEqual(["1 Invented Street", "London", "ZZ1 1ZZ"]);
	});

	it("stay one per channel when saved concurrently", async () => {
		await Promise.all(
			["07700 900111", "07700 900222", "07700 900333"].map((telephone) => saveNumber(member, "en", "text", telephone)),
		);
		const { rows } = await owner.query(
			"select channel from contact_point where person_id = $1 and replaced_at is null",
			[member.personId],
		);
		expect(rows).toEqual([{ channel: "text" }]);
	});

	it("are nowhere in plain text", async () => {
		await saveNumber(member, "en", "text", "07700 900123");
		await savePost(member, "en", {
			line1: "1 Invented Street",
			line2: "",
			town: "London",
			postcode: "ZZ1 1ZZ",
			country: "",
		});
		await useEmail("secret@example.org");
		for (const table of ["contact_point", "consent_record", "contact_preference", "audit_event", "outbox_message"]) {
			const { rows } = await owner.query(`select coalesce(string_agg(t::text, chr(10)), '') as lines from ${table} t`);
			const [{ lines }] = rows;
			expect(lines).not.toMatch(/7700 ?900123|Invented|secret@/);
			expect(lines).not.toContain(Buffer.from("Invented").toString("hex"));
			expect(lines).not.toContain(Buffer.from("secret@").toString("hex"));
		}
	});
});

describe("language, format and history", () => {
	it("are saved with a receipt of the sentences shown", async () => {
		expect(await saveStyle(member, "en", { language: "cy", format: "large-print" })).toMatchObject({ ok: true });
		expect((await readPreferences(member, "en")).style).toEqual({ language: "cy", format: "large-print" });
		expect((await receipts(member, 1)).receipts[0]?.statements).toEqual([
			{ wording: "Language: Welsh", answer: true },
			{ wording: "Format: Large print", answer: true },
		]);
	});

	it("are visible only to their person", async () => {
		const id = await save("email.incident-notices");
		const stranger = await addMember(owner, { email: "stranger2@example.org" });
		expect(await receipt(stranger, id)).toBeUndefined();
		expect((await receipts(stranger, 1)).receipts).toEqual([]);
	});

	it("are paged", async () => {
		for (let each = 0; each < 21; each++)
			await saveStyle(member, each % 2 ? "cy" : "en", { language: "en", format: "audio" });
		expect(await receipts(member, 1)).toMatchObject({ pages: 2 });
		expect((await receipts(member, 2)).receipts).toHaveLength(1);
	});
});
