// Every state of the answer and of the member's pages.
import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/i18n";
import { affectedPerson } from "../demo-people";
import { signInAt } from "../open-session";
import { expect } from "../page";
import { inSiteDatabase } from "../site-database";
import { field, send, sendWrong, stopReminder, unfold, type Walk } from "./walk";

/** Presses the first button with this name in the plan until none is left. */
async function pressAll(page: Page, state: string): Promise<void> {
	const buttons = page.locator(`main button[value=${state}]`);
	for (let left = await buttons.count(); left > 0; left--) {
		await buttons.first().click();
		await expect(buttons).toHaveCount(left - 1);
	}
}

/** Signs somebody in and adds a record that matches them. Finds the person by the receipt of a choice. */
export async function ownRecord(page: Page, locale: Locale, address: string) {
	await signInAt(page, locale, address, "/preferences");
	await send(page, "language");
	await page.waitForURL(/receipt=/);
	const { rows } = await inSiteDatabase(
		`select r.partition, r.record, r.hints, r.email from consent_record c
		join proven_identifier p on p.person_id = c.person_id and p.kind = 'email'
		join exposure.record r on r.email = encode(p.fingerprint, 'hex')::uuid
		join dataset_version v on v.partition = r.partition and v.state = 'active' where c.id = $1`,
		[new URL(page.url()).searchParams.get("receipt")],
	);
	expect(rows).not.toHaveLength(0);
	return rows[0];
}

export const answerWalks: Walk[] = [
	{
		name: "affected",
		shows: {
			"/check": ["affected", "unfolded"],
			"/check/history": ["answers"],
			"/check/match": ["not needed"],
			"/plan": ["none done", "one skipped", "no time chosen", "reminder set", "reminder set, no time chosen"],
			"/plan/guidance/[topic]": ["with a skipped step"],
			"/plan/keep/[confirmation]": ["alone", "large print"],
			"/plan/keep": ["affected", "nothing chosen", "confirmation made", "large print"],
			"/verify/confirmation": ["found", "not as signed"],
		},
		async walk({ page, locale, number, see, go }) {
			const person = affectedPerson(
				30 + number,
				(candidate) => candidate.standing === "Member" && candidate.joined !== "",
			);
			await signInAt(page, locale, person.email, "/check");
			await see("/check", "affected");
			await unfold(page);
			await see("/check", "unfolded");
			await go("/check/history");
			await see("/check/history", "answers");
			await go("/check/match");
			await see("/check/match", "not needed");
			await go("/plan");
			await see("/plan", "none done");
			const skips = page.locator("main button[value=skipped]");
			const before = await skips.count();
			await skips.last().click();
			await expect(skips).toHaveCount(before - 1);
			await see("/plan", "one skipped");
			await go("/plan/guidance/membership");
			await see("/plan/guidance/[topic]", "with a skipped step");
			await go("/plan");
			await sendWrong(page, "when");
			await see("/plan", "no time chosen");
			await field(page, "when").first().check();
			await send(page, "when");
			await stopReminder(page).waitFor();
			await go("/plan");
			await see("/plan", "reminder set");
			await sendWrong(page, "when");
			await see("/plan", "reminder set, no time chosen");
			await go("/plan/keep");
			await see("/plan/keep", "affected");
			await sendWrong(page, "categories");
			await see("/plan/keep", "nothing chosen");
			await field(page, "categories").first().check();
			await send(page, "categories");
			const code = page.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/).first();
			await code.waitFor();
			const typed = (await code.textContent()) ?? "";
			await see("/plan/keep", "confirmation made");
			const alone = page.locator("main a[href*='/plan/keep/cfm_']");
			const path = ((await alone.getAttribute("href")) ?? "").replace(/^\/cy/, "");
			await go(path);
			await see("/plan/keep/[confirmation]", "alone");
			const signed = (await page.locator("main pre").textContent()) ?? "";
			await go(`${path}?print=large`);
			await see("/plan/keep/[confirmation]", "large print");
			await go("/plan/keep?print=large");
			await see("/plan/keep", "large print");
			await go("/verify/confirmation");
			await field(page, "code").fill(typed);
			await send(page, "code");
			await page.locator("main textarea").waitFor({ state: "detached" });
			await see("/verify/confirmation", "found");
			await go("/verify/confirmation");
			await field(page, "code").fill(signed.replace("Answer: affected", "Answer: not-found"));
			await sendWrong(page, "code");
			await see("/verify/confirmation", "not as signed");
		},
	},
	{
		name: "not found",
		shows: {
			"/check": ["not found"],
			"/plan": ["general", "nation chosen", "all done"],
			"/plan/keep": ["not found"],
		},
		async walk({ page, locale, number, see, go }) {
			await signInAt(page, locale, `every.stranger.${number}@example.org`, "/check");
			await see("/check", "not found");
			await go("/plan");
			await see("/plan", "general");
			await unfold(page);
			await field(page, "nation").last().check();
			await send(page, "nation");
			await expect(field(page, "nation").last()).toBeChecked();
			await see("/plan", "nation chosen");
			await go("/plan/keep");
			await see("/plan/keep", "not found");
			await go("/plan");
			await pressAll(page, "done");
			await see("/plan", "all done");
		},
	},
	{
		name: "under review",
		shows: { "/check": ["under review"] },
		async walk({ page, locale, see }) {
			await signInAt(page, locale, "under.review@example.org", "/check");
			await see("/check", "under review");
		},
	},
	{
		name: "a shared address",
		shows: {
			"/check": ["unable to match"],
			"/check/match": ["empty", "nothing typed", "no number", "no match", "no tries left"],
		},
		async walk({ page, locale, number, see, go }) {
			const { partition, record, email } = await ownRecord(page, locale, affectedPerson(44 + number).email);
			// Another person's record has the same address, so the match is ambiguous. Each walk uses another record, because attempts
			// are also counted per record.
			const shared = `where partition = $1 and record <> $3 and record % 2 = ${number} order by record limit 1`;
			const add = `insert into exposure.record (partition, record, profile, subject, digest, email, hints)
				select partition, record, profile, subject, digest, $2, hints from exposure.record ${shared}`;
			await inSiteDatabase(add, [partition, email, record]);
			try {
				await go("/check");
				await see("/check", "unable to match");
				await go("/check/match");
				await see("/check/match", "empty");
				await sendWrong(page, "name");
				await see("/check/match", "nothing typed");
				const byNumber = () => page.locator('main [value="membership-number"]').check();
				await byNumber();
				await field(page, "number").fill("nonsense");
				await sendWrong(page, "number");
				await see("/check/match", "no number");
				for (let tries = 1; tries <= 5; tries++) {
					await go("/check/match");
					await byNumber();
					await field(page, "number").fill(`MP99999${tries}`);
					await sendWrong(page, "number");
					if (tries === 1) await see("/check/match", "no match");
				}
				await go("/check/match");
				await expect(field(page, "number")).toHaveCount(0);
				await see("/check/match", "no tries left");
			} finally {
				const gone = "delete from exposure.record where partition = $1 and email = $2 and record <> $3";
				await inSiteDatabase(gone, [partition, email, record]);
			}
		},
	},
	{
		name: "could not check",
		shows: { "/check": ["could not check"], "/plan": ["could not check"], "/plan/keep": ["could not check"] },
		async walk({ page, locale, number, see, go }) {
			const { partition, record, hints } = await ownRecord(page, locale, affectedPerson(40 + number).email);
			const set = "update exposure.record set hints = $3 where partition = $1 and record = $2";
			await inSiteDatabase(set, [partition, record, Buffer.from("broken")]);
			try {
				for (const route of ["/check", "/plan", "/plan/keep"]) {
					await go(route);
					await see(route, "could not check");
				}
			} finally {
				await inSiteDatabase(set, [partition, record, hints]);
			}
		},
	},
];
