/** What waits by a clock of the database that has gone back since goes on as if that clock had been right. */
import { beforeEach, expect, test } from "vitest";
import { lateWork } from "@/lib/commands/late-work";
import { addDelivery } from "../support/many-people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const worker = connectAs("worker");

beforeEach(() => owner.query("delete from delivery; delete from subscription; delete from push_subscription"));

/** Saves the times of rows in hours from now, before the work is brought forward. Returns them afterwards, rounded to minutes; null where there is none. */
async function hoursAfter(
	table: string,
	times: Record<string, number>,
	more = "",
	bringForward = lateWork(worker),
): Promise<Record<string, number>> {
	const names = Object.keys(times);
	const set = names.map((name, at) => `${name} = now() + make_interval(mins => $${at + 1}::int)`).join();
	const minutes = Object.values(times).map((hours) => hours * 60);
	await owner.query(`update ${table} set ${set} ${more}`, minutes);
	await bringForward();
	const read = names.map((name) => `round(extract(epoch from ${name} - now()) / 60)::float8 / 60 as ${name}`).join();
	return (await owner.query(`select ${read} from ${table}`)).rows[0];
}

test("a delivery that was due at once is due now, and its message's next wave with it", async () => {
	await addDelivery(owner, "first@example.org", "waiting");
	await owner.query(
		"select graphile_worker.add_job('send_wave', '{}', run_at => now() + interval '3 hours', job_key => 'wave:mes_sent')",
	);
	expect(await hoursAfter("delivery", { due_at: 3 })).toEqual({ due_at: 0 });
	const { rows } = await owner.query(
		"select run_at <= now() as is_due from graphile_worker._private_jobs where key = 'wave:mes_sent'",
	);
	expect(rows).toEqual([{ is_due: true }]);
});

test.each([
	["pauses for a quarter of an hour after an attempt in that time, from now", { claimed_at: 3, due_at: 3.25 }],
	["is held by a worker for ten minutes from now", { claimed_at: 3, due_at: 3.2 }, "sending"],
])("a delivery that %s", async (_, { claimed_at, due_at }, state = "waiting") => {
	await addDelivery(owner, "tried@example.org", state);
	const after = await hoursAfter("delivery", { claimed_at, due_at });
	expect(after.claimed_at).toBeCloseTo(0);
	expect(after.due_at).toBeCloseTo(due_at - claimed_at);
});

test("a delivery that pauses by the right clock goes on pausing", async () => {
	await addDelivery(owner, "patient@example.org", "waiting");
	expect(await hoursAfter("delivery", { claimed_at: -0.5, due_at: 11.5 })).toEqual({ claimed_at: -0.5, due_at: 11.5 });
});

test.each([
	["later than it can be is due now", 3, 0],
	["within an hour keeps its time", 0.9, 0.9],
])("a question to Notify that is due %s", async (_, due, expected) => {
	await addDelivery(owner, "carried@example.org", "sending");
	const after = await hoursAfter("delivery", { claimed_at: -1, due_at: due }, ", carrier = 'notify'");
	expect(after.due_at).toBeCloseTo(expected);
});

async function addFollower() {
	await owner.query(
		"insert into subscription (id, topic, locale, address_fingerprint, address_sealed) values ('sub_x', 'all', 'en', '', '')",
	);
}

test("whoever has followed in that time follows from now on", async () => {
	await addFollower();
	expect(await hoursAfter("subscription", { confirmed_at: 3 })).toEqual({ confirmed_at: 0 });
	expect(await hoursAfter("subscription", { confirmed_at: -3 })).toEqual({ confirmed_at: -3 });
});

test.each([
	["that was due at once is due now", { due_at: 3 }, { due_at: 0 }],
	[
		"that pauses after an attempt in that time pauses from now",
		{ claimed_at: 3, due_at: 4 },
		{ claimed_at: 0, due_at: 1 },
	],
	["that pauses by the right clock goes on pausing", { claimed_at: -1, due_at: 3 }, { claimed_at: -1, due_at: 3 }],
])("a mail about an update %s", async (_, times, expected) => {
	await addFollower();
	await owner.query(
		"insert into update_mail (subscription_id, update_id, changed_at, slug) values ('sub_x', 'u', now(), 'u')",
	);
	expect(await hoursAfter("update_mail", times)).toEqual(expected);
});

test.each([
	[
		"that a killed worker was to tell of news of that time is not told of them twice",
		{ told_at: 3, due_at: -1 },
		", attempts = 1",
		{ told_at: 3, due_at: -1 },
	],
	[
		"that has followed in that time is told of what comes from now on",
		{ told_at: 3, due_at: 3 },
		"",
		{ told_at: 0, due_at: 0 },
	],
	[
		"that was told of news of that time is not told of them twice",
		{ told_at: 3, due_at: -1 },
		", taken_at = now()",
		{ told_at: 3, due_at: -1 },
	],
	[
		"that pauses by the right clock goes on pausing",
		{ told_at: -1, due_at: 1 / 3 },
		"",
		{ told_at: -1, due_at: 1 / 3 },
	],
])("a browser %s", async (_, times, more, expected) => {
	await owner.query("insert into push_subscription (mark, address_sealed) values ('', '')");
	expect(await hoursAfter("push_subscription", times, more)).toEqual(expected);
});

test("nothing is looked for again unless the clock says less than it has said", async () => {
	let hours = 0;
	const clock = {
		query: async (text: string) =>
			text.includes("clock_timestamp") ? { rows: [{ at: Date.now() / 1_000 + hours * 3_600 }] } : worker.query(text),
	} as unknown as typeof worker;
	const bringForward = lateWork(clock);
	await bringForward();
	await addDelivery(owner, "later@example.org", "waiting");
	expect(await hoursAfter("delivery", { due_at: 3 }, "", bringForward)).toEqual({ due_at: 3 });
	hours = 3;
	expect(await hoursAfter("delivery", { due_at: 3 }, "", bringForward)).toEqual({ due_at: 3 });
	hours = 0;
	expect(await hoursAfter("delivery", { due_at: 3 }, "", bringForward)).toEqual({ due_at: 0 });
});
