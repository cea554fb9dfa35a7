/** A page that throws: what people get instead, in both languages, with contacts and without the cause. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import cy from "@/lib/i18n/cy/problem";
import en from "@/lib/i18n/en/problem";
import { signInAt } from "../support/open-session";
import { axe, expect, test } from "../support/page";
import { inSiteDatabase } from "../support/site-database";
import { askCode, field, send } from "../support/states/walk";

const { contacts } = JSON.parse(readFileSync("db/demo/organisation.json", "utf8"));

/** Signs somebody in. Returns a function that breaks the seal of their address, so that their list of addresses throws. */
async function soonBroken(page: Page, name: string): Promise<() => Promise<unknown>> {
	await signInAt(page, "en", `broken.${name}.${test.info().project.name}@example.org`, "/preferences");
	await send(page, "language");
	await page.waitForURL(/receipt=/);
	const receipt = new URL(page.url()).searchParams.get("receipt");
	const theirs = "person_id = (select person_id from consent_record where id = $1)";
	return () => inSiteDatabase(`update proven_identifier set sealed = 'broken' where ${theirs}`, [receipt]);
}

test("a page that throws apologises in both languages, with contacts and without the cause @nojs", async ({ page }) => {
	const breakAddress = await soonBroken(page, "page");
	await breakAddress();
	for (const [path, first, second] of [
		["/identifiers", en, cy],
		["/cy/identifiers", cy, en],
	] as const) {
		const answer = await page.goto(path);
		expect(answer?.status()).toBe(500);
		expect(answer?.headers()["cache-control"]).toContain("no-store");
		expect(answer?.headers()["content-security-policy"]).toContain("default-src 'none'");
		await expect(page.getByRole("heading", { level: 1 })).toHaveText(first.faultTitle);
		await expect(page.getByRole("heading", { level: 2, name: second.faultTitle })).toBeVisible();
		const { helpline, safety, email } = contacts;
		for (const words of [first.noAnswer, helpline.telephone, safety.telephone, email, helpline.hours.cy])
			await expect(page.locator("main")).toContainText(words);
		expect(await answer?.text()).not.toMatch(/\bat .+:\d+:\d+|node_modules|Error:|unseal|sealed|digest/);
		await axe(page);
	}
});

test("a form that throws is answered with an apology and the contacts, and loses nothing", async ({ page }) => {
	const breakAddress = await soonBroken(page, "form");
	await page.goto("/cy/identifiers");
	const { code } = await askCode(page, "broken.second@example.org");
	await breakAddress();
	const codePage = page.url();
	await field(page, "code").fill(code);
	await send(page, "code");
	await expect(page.getByRole("heading", { level: 1 })).toHaveText(cy.faultTitle);
	await expect(page.locator("main")).toContainText(contacts.helpline.telephone);
	await expect(page.locator("body")).not.toContainText(/Error|digest|unseal/);
	await axe(page);
	// The address was not added, because the notice to the other addresses failed. The code stays valid.
	await page.goto(codePage);
	await expect(field(page, "code")).toBeVisible();
});
