import { sql } from "drizzle-orm";
import { database } from "../database";
import { verifyCode } from "../identity";
import { newId } from "../ids";
import { err, ok, type Result } from "../result";
import { readUnsubscribeCode } from "./unsubscribe-code";

/** Subscribes the address whose code was typed. `topic` is "all" or the slug of an incident. Subscribing twice is once. */
export async function subscribe(
	topic: string,
	answer: { token: string; code: string },
): Promise<ReturnType<typeof verifyCode<void>>> {
	return verifyCode({ ...answer, purpose: "contact-point" }, async (tx, _, challengeId) => {
		await tx.execute(sql`select subscribe(${newId("sub")}, ${topic}, ${challengeId})`);
	});
}

/**
 * Ends the subscription of a code and forgets its address. Needs no sign-in, and works for ever: a code whose subscription has
 * ended is as good. Returns "not-a-code" for what is no code of ours.
 */
export async function unsubscribe(typed: string): Promise<Result<undefined, "not-a-code">> {
	const subscription = readUnsubscribeCode(typed);
	if (!subscription) return err("not-a-code");
	await database().execute(sql`select unsubscribe(${subscription})`);
	return ok();
}
