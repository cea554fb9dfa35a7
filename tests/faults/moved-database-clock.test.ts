/**
 * The database's clock goes three hours ahead and three hours back while the site runs, and to the right time again. Every time that is compared
 * is this clock's (tests/faults/moved-clock.test.ts moves the others), so that what was kept before seems old or to come. Nobody is told
 * anything wrong, who must sign in again is told so, and all is as before within half a minute.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Site } from "@/lib/commands/demo/site";
import { closeDatabase } from "@/lib/database";
import { answerTitle } from "../support/answer-title";
import { affectedPerson } from "../support/demo-people";
import { doublePresses, type Press, signInPresser } from "../support/double-presses";
import { startFaultSite } from "../support/fault-site";
import { FormVisitor } from "../support/form-visitor";
import { mailAfter } from "../support/mailbox";
import { codeIn } from "../support/mailed-codes";
import { faketimeInstalled, lendClock } from "../support/moved-database-clock";
import { makeReachableFolder, removeReachableFolder } from "../support/reachable-folder";
import { inSiteDatabase } from "../support/site-database";
import { trySite } from "../support/site-folder";

if (!faketimeInstalled) console.warn("libfaketime is not installed: the database's clock is not moved.");

const name = "database-clock";

describe.skipIf(!faketimeInstalled)("the clock of the database", () => {
	let site: Site & { folder: string; port: number };
	let clock: ReturnType<typeof lendClock>;
	let folder: string;

	beforeAll(async () => {
		folder = makeReachableFolder(name);
		clock = lendClock(folder);
		const started = await startFaultSite(`faults-${name}`);
		site = Object.assign(started, { port: Number(new URL(started.url).port) });
		trySite(site.folder);
	}, 120_000);
	afterAll(async () => {
		await closeDatabase();
		await site?.stop();
		clock?.takeBack();
		removeReachableFolder(name, folder);
	});

	/** Moves the clock, and waits until the database says so and the site is ready. */
	async function moveTo(hours: number): Promise<void> {
		clock.moveTo(hours);
		const { rows } = await inSiteDatabase("select extract(epoch from clock_timestamp())::float8 * 1000 as at");
		expect((rows[0].at - Date.now()) / 3_600_000).toBeCloseTo(hours, 1);
		const ready = async () => (await fetch(`${site.url}/readyz`)).status;
		await expect.poll(ready, { timeout: 30_000, interval: 500 }).toBe(200);
	}

	/** Asks for a code with a browser of its own, and waits for its mail. Returns how to enter it. */
	async function asked(address: string) {
		const visitor = new FormVisitor(site);
		const before = Date.now();
		await visitor.send("/sign-in", "sign-in askForCode", { email: address }, /\/code/);
		const { text } = await mailAfter(address, 0);
		expect(Date.now() - before).toBeLessThan(10_000);
		return (leads: RegExp) => visitor.send("/sign-in/code", "sign-in enterCode", { code: codeIn(text) }, leads);
	}

	/** What the page of the answer says to a browser: the answer, or that its session has ended. */
	async function told({ browser }: FormVisitor): Promise<string> {
		const page = await browser.tell("/check");
		return page.status === 303 || page.status === 307 ? page.location : (answerTitle(page.text) ?? page.text);
	}

	/** Publishes an update, which the public page shows within 20 seconds. */
	async function publishes(name: string): Promise<void> {
		const publish = doublePresses["staff/updates publish"] as Press;
		const staff = new FormVisitor(site);
		const by = await signInPresser(staff, "staff", { name, at: 0, run: "staff" });
		const made = (await publish.prepare?.(by)) ?? {};
		const sent = await staff.fill("staff/updates publish", publish, made);
		expect((await staff.browser.tell(sent.to, sent.body)).location).toMatch(publish.leads);
		const { rows } = await inSiteDatabase("select slug from incident_update where id = $1", [made.update]);
		const updates = async () => (await (await fetch(`${site.url}/updates`)).text()).includes(`/${rows[0].slug}"`);
		await expect.poll(updates, { timeout: 20_000, interval: 500 }).toBe(true);
	}

	const affected = "Your records were in the affected data";
	const inTime = /\/check$/;
	/** The page for a code that was asked for hours ago leads to the one that asks for an address. */
	const askAgain = "on /sign-in/code, which answered 307";

	it.each([3, -3])(
		"may go %i hours from the right time and back",
		async (hours) => {
			const called = (of: string) => `${of}.${hours > 0 ? "ahead" : "behind"}`;
			const people = [0, 1, 2].map((at) => affectedPerson(at + (hours > 0 ? 160 : 170)).email);
			const member = new FormVisitor(site);
			await member.signIn(people[0] ?? "", "/sign-in");
			expect(await told(member)).toBe(affected);
			const early = await asked(`${called("early")}@example.org`);

			await moveTo(hours);
			// A session that nobody has used for three hours has ended, by the only clock that counts.
			if (hours > 0) expect(await told(member)).toMatch(/\/sign-in\?next=\/check&ended=1$/);
			else expect(await told(member)).toBe(affected);
			if (hours > 0) await expect(early(inTime)).rejects.toThrow(askAgain);
			else await early(inTime);
			const meanwhile = new FormVisitor(site);
			await meanwhile.signIn(people[1] ?? "", "/sign-in");
			expect(await told(meanwhile)).toBe(affected);
			await publishes(called("meanwhile"));
			const late = await asked(`${called("late")}@example.org`);

			await moveTo(0);
			if (hours < 0) expect(await told(meanwhile)).toMatch(/\/sign-in\?next=\/check&ended=1$/);
			else expect(await told(meanwhile)).toBe(affected);
			if (hours < 0) await expect(late(inTime)).rejects.toThrow(askAgain);
			else await late(inTime);
			const afterwards = new FormVisitor(site);
			await afterwards.signIn(people[2] ?? "", "/sign-in");
			expect(await told(afterwards)).toBe(affected);
			await publishes(called("afterwards"));
		},
		240_000,
	);
});
