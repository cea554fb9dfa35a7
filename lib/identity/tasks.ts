import { count, sql } from "drizzle-orm";
import type { JobHelpers, TaskList } from "graphile-worker";
import { database, tables } from "../database";
import { log } from "../log";
import { overtake, sendMail } from "../mail";
import { codeLengths, codeLimits } from "./code-limits";
import { checkProvider } from "./provider-word";
import { knownBrowserDays } from "./schema";
import { writeCodeMail } from "./write-code-mail";
import { digitsAfter, wrongCodesToday } from "./wrong-codes";

/** Writes the codes of a challenge into its mail and sends it. */
async function sendCode(payload: unknown, helpers: JobHelpers): Promise<void> {
	await overtake(() => sendMail(payload, helpers, (message) => writeCodeMail(database(), message)));
}

/** Logs how many wrong codes were typed in 24 hours while they make new codes longer, and how many requests met a limit of the site. */
async function reportCodes(): Promise<void> {
	const wrong = await wrongCodesToday(database());
	if (digitsAfter(wrong) > codeLengths[0].digits) log.warn({ event: "code.longer", count: wrong });
	const [row] = await database()
		.select({ busy: count() })
		.from(tables.challenge)
		.where(sql`${tables.challenge.busy} and ${tables.challenge.createdAt} > now() - interval '1 minute'`);
	if (row?.busy) log.warn({ event: "code.busy", count: row.busy });
}

/**
 * Deletes codes two days after their last mail, because the daily quota counts them, and sign-ins at a provider after one. Deletes sessions 30 days after their end, and
 * browsers when their cookie is over. */
async function forgetSignIns(): Promise<void> {
	await database().delete(tables.challenge).where(sql`${tables.challenge.sentAt} < now() - interval '2 days'`);
	await database().execute(sql`delete from provider_sign_in where asked_at < now() - interval '1 day'`);
	await database().delete(tables.wrongCode).where(sql`${tables.wrongCode.hour} < now() - interval '2 days'`);
	await database()
		.delete(tables.knownBrowser)
		.where(sql`${tables.knownBrowser.seenAt} < now() - make_interval(days => ${knownBrowserDays})`);
	await database().delete(tables.session).where(sql`${tables.session.expiresAt} < now() - interval '30 days'`);
}

/**
 * Deletes what was asked for and not mailed, once its code cannot be asked for again: it counts towards no quota, and strangers may ask for any
 * number. Guesses at it go too, of which none was right.
 */
async function forgetUnsentCodes(): Promise<void> {
	const { sends, createdAt } = tables.challenge;
	await database()
		.delete(tables.challenge)
		.where(sql`${sends} = 0 and ${createdAt} < now() - make_interval(mins => ${codeLimits.renewableMinutes})`);
}

/** The worker's tasks of this subject. */
export const tasks: TaskList = {
	send_code: sendCode,
	check_provider: checkProvider,
	forget_sign_ins: forgetSignIns,
	forget_unsent_codes: forgetUnsentCodes,
	report_codes: reportCodes,
};
