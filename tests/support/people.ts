// Sign-ins for tests, made as people make them: request a code, read the mail, enter the code.
import { desc } from "drizzle-orm";
import type { Member, Role, Staff } from "@/lib/authority";
import { unseal } from "@/lib/crypto/seal";
import { tables } from "@/lib/database";
import type { Locale } from "@/lib/i18n";
import { addStaff, operator, requestCode, signInMember, signInStaff } from "@/lib/identity";
import { mintStaff } from "@/lib/identity/roles";
import { memberOfToken, staffOfToken } from "@/lib/identity/sessions";
import { writeCodeMail } from "@/lib/identity/write-code-mail";
import { sealText } from "@/lib/mail";
import { noticeText } from "@/lib/mail/notice-text";
import { codeIn } from "./mailed-codes";
import { asRole, databaseAs } from "./roles";

/** Staff who may read the audit log, for tests that read it. */
export const auditor = mintStaff("stf_auditor", "Auditor", ["admin"]);

/** Returns the mails that wait in the outbox, newest first, with the codes that the worker writes into them. */
export async function waitingMails(
	most = 1000,
): Promise<{ kind: string; to: string; subject: string; text: string; locale: string; at: Date; dead: boolean }[]> {
	const { outboxMessage } = tables;
	const worker = databaseAs("worker");
	const rows = await worker.select().from(outboxMessage).orderBy(desc(outboxMessage.createdAt)).limit(most);
	const mails = [];
	for (const row of rows) {
		const dead = row.expiresAt !== null && row.expiresAt <= row.createdAt;
		const locale = row.locale as Locale;
		const written = row.challengeId === null && {
			...row,
			...sealText(locale, noticeText(row, locale, row.createdAt)),
		};
		const mail = row.textSealed || dead ? row : written || (await writeCodeMail(worker, row));
		mails.push({
			kind: row.kind,
			to: unseal("message-recipient", row.recipientSealed),
			subject: mail?.subjectSealed ? unseal("message-subject", mail.subjectSealed) : "",
			text: mail?.textSealed ? unseal("message-text", mail.textSealed) : "",
			locale: row.locale,
			at: row.createdAt,
			dead,
		});
	}
	return mails;
}

/** Returns the newest mail in the outbox, opened. */
export async function newestMail() {
	const [mail] = await waitingMails(1);
	if (!mail) throw new Error("no mail waits in the outbox");
	return mail;
}

/** Returns the short code of the newest mail; one that is never right if that is not to be sent and so has none. */
export async function newestCode(): Promise<string> {
	const { dead, text } = await newestMail();
	return dead ? "000000" : codeIn(text);
}

/** Requests a code and reads it from the outbox. */
export async function askedCode(...ask: Parameters<typeof requestCode>): Promise<{ token: string; code: string }> {
	const started = await requestCode(...ask);
	if (!started.ok) throw new Error(started.reason);
	return { token: started.value, code: await newestCode() };
}

/** Signs a member in. Returns the member and the token of the session. */
export async function signedInMember(address: string): Promise<{ member: Member; token: string }> {
	const asked = await askedCode({ purpose: "sign-in", address, locale: "en" });
	const session = await signInMember({ ...asked, device: "Firefox" });
	const member = session.ok && (await memberOfToken(session.value));
	if (!session.ok || !member) throw new Error("the member could not sign in");
	return { member, token: session.value };
}

/** Adds a member of staff with these roles and signs them in. */
export async function signedInStaff(address: string, ...roles: Role[]): Promise<{ staff: Staff; token: string }> {
	const added = { email: address, displayName: address.split("@")[0] ?? "", roles };
	await asRole("owner", () => addStaff(operator("test"), added));
	const asked = await askedCode({ purpose: "staff-sign-in", address, locale: "en" });
	const session = await signInStaff({ ...asked, device: "Firefox" });
	const staff = session.ok && (await staffOfToken(session.value));
	if (!session.ok || !staff) throw new Error("the staff could not sign in");
	return { staff, token: session.value };
}
