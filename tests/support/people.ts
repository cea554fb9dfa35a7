// Sign-ins for tests, made as people make them: request a code, read the mail, enter the code.
import { desc } from "drizzle-orm";
import type { Member, Role, Staff } from "@/lib/authority";
import { unseal } from "@/lib/crypto/seal";
import { database, tables } from "@/lib/database";
import { addStaff, operator, requestCode, signInMember, signInStaff } from "@/lib/identity";
import { mintStaff } from "@/lib/identity/roles";
import { memberOfToken, staffOfToken } from "@/lib/identity/sessions";
import { asRole } from "./roles";

/** Staff who may read the audit log, for tests that read it. */
export const auditor = mintStaff("stf_auditor", "Auditor", ["admin"]);

/** Returns the newest mail in the outbox, opened. */
export async function newestMail(): Promise<{ to: string; subject: string; text: string }> {
	const { outboxMessage } = tables;
	const [row] = await database().select().from(outboxMessage).orderBy(desc(outboxMessage.createdAt)).limit(1);
	if (!row?.subjectSealed || !row.textSealed) throw new Error("no mail waits in the outbox");
	return {
		to: unseal("message-recipient", row.recipientSealed),
		subject: unseal("message-subject", row.subjectSealed),
		text: unseal("message-text", row.textSealed),
	};
}

/** Returns the short code in a mail. */
export function codeIn(text: string): string {
	const found = /^ {4}(\d{3,5}) (\d{3,5})$/m.exec(text);
	if (!found) throw new Error("no code in this mail");
	return `${found[1]}${found[2]}`;
}

/** Returns the long code in a mail. */
export function longCodeIn(text: string): string {
	const found = /^ {4}((?:\d{5} ?){5})$/m.exec(text);
	if (!found?.[1]) throw new Error("no long code in this mail");
	return found[1].replaceAll(" ", "");
}

/** Requests a code and reads it from the outbox. */
export async function askedCode(...ask: Parameters<typeof requestCode>): Promise<{ token: string; code: string }> {
	const started = await requestCode(...ask);
	if (!started.ok) throw new Error(started.reason);
	return { token: started.value, code: codeIn((await newestMail()).text) };
}

/** Signs a member in. Returns the member and the token of the session. */
export async function signedInMember(address: string): Promise<{ member: Member; token: string }> {
	const asked = await askedCode({ purpose: "sign-in", address, locale: "en" });
	const session = await signInMember({ ...asked, device: "Test" });
	const member = session.ok && (await memberOfToken(session.value));
	if (!session.ok || !member) throw new Error("the member could not sign in");
	return { member, token: session.value };
}

/** Adds a member of staff with these roles and signs them in. */
export async function signedInStaff(address: string, ...roles: Role[]): Promise<{ staff: Staff; token: string }> {
	const added = { email: address, displayName: address.split("@")[0] ?? "", roles };
	await asRole("owner", () => addStaff(operator("test"), added));
	const asked = await askedCode({ purpose: "staff-sign-in", address, locale: "en" });
	const session = await signInStaff({ ...asked, device: "Test" });
	const staff = session.ok && (await staffOfToken(session.value));
	if (!session.ok || !staff) throw new Error("the staff could not sign in");
	return { staff, token: session.value };
}
