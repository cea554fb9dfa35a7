/** Forms and codes in the hands of people who press twice, lose their connection, block cookies, or come back too late. */
import type { BrowserContext, Page } from "@playwright/test";
import problemTextsCy from "@/lib/i18n/cy/problem";
import cy from "@/lib/i18n/cy/signIn";
import problemTexts from "@/lib/i18n/en/problem";
import { memberChanges } from "@/lib/limits";
import { personOf } from "../support/double-presses";
import { formOrigin } from "../support/form-fields";
import { mailAfter, mailsTo } from "../support/mailbox";
import { codeIn } from "../support/mailed-codes";
import { signInAt, signInStaffAt } from "../support/open-session";
import { axe, expect, isHydrated, signInWords, test } from "../support/page";
import { inSiteDatabase } from "../support/site-database";
import { useKeysOfSite } from "../support/site-folder";
import { onSlow3g } from "../support/slow-connection";

test.beforeAll(useKeysOfSite);

const own = (name: string, project: { name: string }) => `${name}.${project.name}.${process.pid}@example.org`;

/** Ends the sessions of a browser on the server, as half an hour without a page does. */
async function sessionsEnd(context: BrowserContext, page: Page): Promise<void> {
	const staff = page.url().includes("/staff");
	const before = (await context.cookies()).filter(({ name }) => name === (staff ? "staff" : "member"));
	expect(before).toHaveLength(1);
	await context.clearCookies({ name: staff ? "staff" : "member" });
	await context.addCookies(before.map((cookie) => ({ ...cookie, value: "ended" })));
}

const signInFields = async (page: Page, address: string) => {
	await page.getByLabel(signInWords.address).fill(address);
	return page.getByRole("button", { name: signInWords.sendCode });
};

test("each button of sign-in pressed twice on a slow connection: one mail, one session, and going back leads on @nojs", async ({
	page,
	context,
}, { project }) => {
	test.slow();
	const address = own("twice", project);
	await page.goto("/sign-in?next=/devices");
	await onSlow3g(page);
	await (await signInFields(page, address)).dblclick({ noWaitAfter: true });
	await page.waitForURL((url) => url.pathname === "/sign-in/code");
	const mail = await mailAfter(address, 0);
	const code = codeIn(mail.text);
	const [cookie] = (await context.cookies()).filter(({ name }) => name === "code-sign-in");
	expect((cookie?.expires ?? 0) - Date.now() / 1000, "outlives the browser").toBeGreaterThan(600);
	await page
		.getByLabel(signInWords.code)
		.fill(`Your code is ${code.slice(0, 3)} ${code.slice(3)}. It works for 10 minutes.`);
	await page.getByRole("button", { name: signInWords.enter }).dblclick({ noWaitAfter: true });
	await page.waitForURL((url) => url.pathname === "/devices");
	await expect(page.getByText("You are not signed in anywhere else.")).toBeVisible();
	expect(mailsTo(address)).toHaveLength(1);
	await page.goBack();
	await page.waitForURL((url) => url.pathname === "/devices");
	await page.getByRole("button", { name: signInWords.leave, exact: true }).dblclick({ noWaitAfter: true });
	await expect(page.getByText("You are signed out.")).toBeVisible();
});

test("“Send another code” pressed twice mails one @either", async ({ page }, { project }) => {
	const address = own("again", project);
	await page.goto("/sign-in");
	await (await signInFields(page, address)).click();
	await mailAfter(address, 0);
	await onSlow3g(page);
	await page.getByRole("button", { name: "Send another code" }).dblclick({ noWaitAfter: true });
	await expect(page.getByText("Only the newest one works.")).toBeVisible();
	await mailAfter(address, 1);
	expect(mailsTo(address)).toHaveLength(2);
});

test("a browser that keeps no cookies is told so before a mail is sent, and keeps the address @either", async ({
	page,
	context,
}, { project }) => {
	const address = own("no-cookies", project);
	await page.goto("/cy/sign-in");
	await context.clearCookies();
	await page.getByLabel(cy.email).fill(address);
	await page.getByRole("button", { name: cy.sendCode }).click();
	await expect(page.locator("main").getByRole("alert")).toContainText(cy.noCookie);
	await expect(page.getByLabel(cy.email)).toHaveValue(address);
	expect(mailsTo(address)).toEqual([]);
	await page.getByRole("button", { name: cy.sendCode }).click();
	await page.waitForURL((url) => url.pathname === "/cy/sign-in/code");
});

/** Two forms are sent again after signing in in another tab. ended-sessions.spec.ts interrupts every form. */
test("a postal address that outlives its session is kept, and sent after signing in again in another tab @nojs", async ({
	page,
	context,
}, { project }) => {
	const address = own("ended", project);
	await signInAt(page, "en", address, "/preferences");
	await page.goto("/preferences/post");
	const typed = { "Address line 1": "1 Invented Street", "Town or city": "Little Example", Postcode: "ZZ1 1ZZ" };
	for (const [label, text] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(text);
	await sessionsEnd(context, page);
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText(problemTexts.signedOutTitle);
	for (const text of Object.values(typed))
		await expect(page.getByLabel(/^Text \d/).filter({ hasText: text })).toHaveValue(text);
	await axe(page);
	const other = await context.newPage();
	await signInAt(other, "en", address, "/preferences");
	await other.close();
	await page.getByRole("button", { name: problemTexts.sendAgain, exact: true }).click();
	await page.waitForURL(/\/preferences\?receipt=/);
});

test("an update that outlives its session is kept, and saved after signing in again in another tab @nojs", async ({
	page,
	context,
}, { project }) => {
	const text = 'A first line.\n\nA second with <b>signs</b> & "quotes".';
	await signInStaffAt(page, "publisher@example.org", "/staff");
	await page.goto("/staff/updates/new");
	await page.getByLabel("Title", { exact: true }).fill("Half an hour of writing");
	await page.getByLabel("Summary", { exact: true }).fill("In one sentence.");
	await page.getByLabel("Text", { exact: true }).fill(text);
	await sessionsEnd(context, page);
	await page.getByRole("button", { name: "Save and preview", exact: true }).click();
	const scripts = project.name !== "no-javascript";
	const kept = scripts
		? page.getByLabel("Text", { exact: true })
		: page.getByLabel(/^Text \d/).filter({ hasText: "A first line." });
	await expect(kept).toHaveValue(text);
	const beside = context.waitForEvent("page");
	await page.getByRole("link", { name: problemTexts.signInAgain }).click();
	const other = await beside;
	await expect(other).toHaveURL(/\/staff\/sign-in$/);
	await signInStaffAt(other, "publisher@example.org", "/staff");
	await other.close();
	const send = scripts ? "Save and preview" : problemTexts.sendAgain;
	await page.getByRole("button", { name: send, exact: true }).click();
	await page.waitForURL(/\/staff\/updates\/upd_/);
	// Drafts wait on the desk, which other tests read.
	await inSiteDatabase(
		"delete from incident_update where title_en = 'Half an hour of writing' and published_at is null",
	);
});

test("a form drawn for one member is not kept as another's who has signed in since, also when sent again @either", async ({
	page,
	context,
}, { project }) => {
	await signInAt(page, "en", own("first", project), "/preferences");
	await page.goto("/preferences/text");
	await page.getByLabel("Mobile number").fill("07700 900123");
	await sessionsEnd(context, page);
	await page.getByRole("button", { name: "Save", exact: true }).click();
	const main = page.locator("main");
	await expect(main).toContainText(problemTexts.signedOutLead);
	const other = await context.newPage();
	await signInAt(other, "en", own("second", project), "/preferences");
	await page.getByRole("button", { name: problemTexts.sendAgain, exact: true }).click();
	await expect(main).toContainText(problemTexts.someoneElseLead);
	await other.goto("/preferences/history");
	await expect(other.getByText("You have not chosen anything yet.")).toBeVisible();
	// Their own form is kept.
	await other.goto("/plan");
	await other.goto("/preferences");
	await other.getByRole("button", { name: "Do not use my details for campaigning" }).click();
	await other.waitForURL(/\/preferences\?receipt=/);
});

test("a member who changes more within an hour than is kept is told so, and what was typed stays, to be sent later @either", async ({
	page,
}, { project }) => {
	const address = own("a.lot", project);
	await signInAt(page, "cy", address, "/preferences");
	await page.goto("/cy/preferences/text");
	await page.getByLabel("Rhif symudol").fill("07700 900124");
	const mark = async () => {
		const form = { action: "change-password", state: "done", page: "plan" };
		return (
			await page.request.post("/plan/steps", { form, headers: formOrigin(page.url()), maxRedirects: 0 })
		).status();
	};
	expect(await mark()).toBe(303);
	// As many entries as there is room for; tests/security/audit-log.test.ts has the database count them.
	await inSiteDatabase(
		`insert into audit_event (actor_kind, actor_id, action, subject_id, detail) select actor_kind, actor_id, action, subject_id, detail
		from (select * from audit_event where actor_kind = 'member' and actor_id = $1 order by id desc limit 1) made, generate_series(1, $2)`,
		[await personOf(address), memberChanges.perHour],
	);
	expect(await mark()).toBe(429);
	await page.getByRole("button", { name: "Cadw", exact: true }).click();
	await expect(page.locator("main")).toContainText(problemTextsCy.tooManyLead);
	await expect(page.getByLabel(/^Testun \d/).filter({ hasText: "900124" })).toHaveValue("07700 900124");
	await axe(page);
});

test("what was typed before the scripts of a page have run stays, also in a field that had a text", async ({
	page,
}) => {
	await signInStaffAt(page, "publisher@example.org", "/staff");
	await page.goto("/staff/updates/new");
	await page.getByLabel("Title", { exact: true }).fill("Typed early");
	await page.getByLabel("Summary", { exact: true }).fill("In one sentence.");
	await page.getByLabel("Text", { exact: true }).fill("The text that was saved.");
	await page.getByRole("button", { name: "Save and preview" }).click();
	await page.waitForURL(/upd_\w+/);
	const [id = ""] = /upd_\w+/.exec(page.url()) ?? [];
	let run = () => {};
	const typed = new Promise<void>((resolve) => {
		run = resolve;
	});
	await page.route(/\.js(\?|$)/, async (route) => {
		await typed;
		await route.continue();
	});
	await page.goto(`/staff/updates/${id}/edit`, { waitUntil: "commit" });
	await page.getByLabel("Title", { exact: true }).fill("Typed at once");
	const text = page.getByLabel("Text", { exact: true });
	await text.fill("Typed before any script has run.");
	expect(await isHydrated(text)).toBe(false);
	run();
	await expect.poll(() => isHydrated(text)).toBe(true);
	await expect(text).toHaveValue("Typed before any script has run.");
	await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Typed at once");
	await inSiteDatabase("delete from incident_update where id = $1", [id]);
});

test("a form that is sent while the connection is away stays as it is, says so, and is sent when it is back", async ({
	page,
	context,
}, { project }) => {
	await signInAt(page, "cy", own("offline", project), "/preferences");
	await page.goto("/cy/preferences/text");
	await page.getByLabel("Rhif symudol").fill("07700 900123");
	await context.setOffline(true);
	const send = page.getByRole("button", { name: "Cadw", exact: true });
	for (let press = 0; press < 2; press++) {
		await send.click();
		await expect(page.locator("main").getByRole("alert")).toHaveText(problemTextsCy.notSent);
		await expect(page.locator("main").getByRole("alert")).toBeFocused();
		await expect(page).toHaveTitle(/^Gwall: (?!Gwall)/);
	}
	await axe(page);
	await expect(page.getByLabel("Rhif symudol")).toHaveValue("07700 900123");
	await context.setOffline(false);
	await send.click();
	await page.waitForURL(/\/preferences\?receipt=/);
});

test("what was typed is there when the form is opened again after the connection broke on the way, once", async ({
	page,
}, { project }) => {
	await signInAt(page, "en", own("broken", project), "/preferences");
	const typed = { "Address line 1": "1 Invented Street", "Town or city": "Little Example", Postcode: "ZZ1 1ZZ" };
	const open = async () => {
		await page.goto("/preferences");
		await page.goto("/preferences/post");
	};
	const save = () => page.getByRole("button", { name: "Save", exact: true }).click();
	await open();
	for (const [label, text] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(text);
	await page.route(/\/preferences\/post/, (route) => route.abort("connectionreset"));
	await save();
	await page.waitForURL("chrome-error://chromewebdata/");
	await page.unroute(/\/preferences\/post/);
	await open();
	for (const [label, text] of Object.entries(typed))
		await expect(page.getByLabel(label, { exact: true })).toHaveValue(text);
	await save();
	await page.waitForURL(/\/preferences\?receipt=/);
	await expect(page.locator("html")).toHaveAttribute("data-enhanced");
	await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("what was typed is not shown to whoever signs in next in the tab, and a code is never held", async ({
	page,
	context,
}, { project }) => {
	const held = () => page.evaluate(() => sessionStorage.getItem("typed"));
	await signInAt(page, "en", own("held", project), "/preferences");
	await page.goto("/preferences/text");
	await page.getByLabel("Mobile number").fill("07700 900123");
	await page.route(/\/preferences\/text/, (route) => route.abort("connectionreset"));
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await page.waitForURL("chrome-error://chromewebdata/");
	await page.unroute(/\/preferences\/text/);
	await page.goto("/preferences");
	expect(await held()).toContain("07700 900123");
	await context.clearCookies();
	await signInAt(page, "en", own("next", project), "/preferences");
	await page.goto("/preferences/text");
	await expect(page.getByLabel("Mobile number")).toHaveValue("");
	expect(await held()).toBe(null);

	await context.clearCookies();
	await page.goto("/sign-in");
	await (await signInFields(page, own("code", project))).click();
	await page.getByLabel(signInWords.code).fill("123 456");
	await page.route(/\/sign-in\/code/, (route) => route.abort("connectionreset"));
	await page.getByRole("button", { name: signInWords.enter }).click();
	await page.waitForURL("chrome-error://chromewebdata/");
	await page.goto("/contact");
	expect(await held()).toBe(null);
});
