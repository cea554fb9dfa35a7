/** Deliveries that Notify carries: it is asked what became of them, so that it needs no door of ours. */
import { sql } from "drizzle-orm";
import { database } from "../database";
import { errorCode, log } from "../log";
import { askCarrier } from "./delivery-channel";
import { countStates, pauseMessage, type Settled, settle } from "./delivery-records";
import { pauseReason } from "./wave-limits";

type Carried = { id: string; message_id: string; attempts: number; minutes: number };

/** How many are asked about each minute, and how many at once. Notify takes 3,000 requests a minute, of which handing over needs most. */
const eachMinute = 500;
const together = 10;

/** Takes the deliveries that are to be asked about. Another worker skips them; whoever does not come back lets them be asked again later. */
async function due(): Promise<Carried[]> {
	const { rows } = await database().execute<Carried>(sql`
		with due as materialized (
			select id from delivery where state = 'sending' and carrier = 'notify' and due_at <= now()
			order by due_at limit ${eachMinute} for update skip locked
		)
		update delivery d set due_at = now() + interval '10 minutes' from due where d.id = due.id
		returning d.id::text, d.message_id, d.attempts, (extract(epoch from now() - d.claimed_at) / 60)::int as minutes`);
	return rows;
}

/** Asks Notify about deliveries that are due and saves what it says. A message whose addresses fail too often pauses. Runs each minute. */
export async function askCarriers(): Promise<void> {
	const carried = await due();
	const asked: Settled[] = [];
	let failed: unknown;
	const waiting = [...carried];
	const ask = async () => {
		for (let row = waiting.shift(); row && !failed; row = waiting.shift())
			await askCarrier(row.id, row.attempts, row.minutes).then(
				(outcome) => asked.push({ id: row.id, ...outcome }),
				(error) => {
					failed = error;
				},
			);
	};
	await Promise.all(Array.from({ length: together }, ask));
	await settle(asked);
	if (failed) log.warn({ event: "notify.lost", code: errorCode(failed), count: carried.length - asked.length });
	for (const id of new Set(carried.map(({ message_id }) => message_id))) {
		const reason = pauseReason(await countStates(id));
		if (reason) await pauseMessage(id, reason);
	}
}
