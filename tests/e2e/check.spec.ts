import type { Page } from "@playwright/test";
import { affectedPerson, peopleOf } from "../support/demo-people";
import { signInAt } from "../support/open-session";
import { expect, signInWords, test } from "../support/page";
import { inSiteDatabase } from "../support/site-database";
import { ownRecord } from "../support/states/answers";

const projects = ["desktop", "phone", "no-javascript"];
/** Each project signs in as another person, because an address gets at most six codes an hour. */
const numberOf = (project: { name: string }) => projects.indexOf(project.name);
/** Returns the error summary. Selects within main, because Next has an element with the same role. */
const problem = (page: Page) => page.getByRole("alert").filter({ hasText: "There is a problem" });
const section = (page: Page, title: string) =>
	page
		.locator("section, details.section")
		.filter({ has: page.getByRole("heading", { level: 2, name: title, exact: true }) });
const october = "October 2021 supplier incident";
const may = "May 2020 fundraising supplier incident";
const flood = "November 2019 attack on our website";

async function fitsTheScreen(page: Page) {
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

test("an affected person sees which of their data was exposed, why it was held and what to do first @only-nojs", async ({
	page,
}, { project }) => {
	const person = affectedPerson(
		numberOf(project),
		(candidate) => candidate.standing === "Member" && candidate.joined !== "",
	);
	await signInAt(page, "en", person.email, "/check");
	await expect(page).toHaveTitle("Your answer – Data incident self-check");
	await expect(page.getByRole("heading", { level: 1 })).toHaveText(
		`${october}: Your records were in the affected data`,
	);
	const answer = section(page, october);
	await expect(answer.getByText("Affected", { exact: true })).toBeVisible();
	const group = (title: string) => answer.getByRole("rowgroup").filter({ hasText: title });
	const email = group("In the data (").getByRole("row").filter({ hasText: "Email address" });
	await expect(email).toContainText(`${person.email[0]}•••@`);
	await expect(email).not.toContainText(person.email);
	// The mask is spoken in words, without its bullets.
	await expect(email.locator(".sr-only")).toHaveText(
		`partly hidden, begins with ${person.email[0]}, ends with ${person.email.slice(person.email.lastIndexOf("."))}`,
	);
	await expect(email.locator("[aria-hidden]")).toContainText("•••");
	await expect(answer).toContainText("What may have happened");
	await expect(group("Not in the data (")).toContainText("Bank details");
	await expect(group("Still being checked (")).toContainText("Correspondence");
	await expect(answer).toContainText(`member since ${person.joined}`);
	await expect(answer).toContainText("You gave it to us when you joined");
	await expect(answer).toContainText("version 2 of the data");
	await expect(section(page, flood)).toContainText("No personal data was involved");
	await expect(section(page, "What to do first").getByRole("listitem")).toHaveCount(3);
	await expect(page.getByText("If you are worried about your safety")).toBeVisible();
	await fitsTheScreen(page);

	// On paper, collapsed text is open.
	const folded = answer.getByText("The supplier has not been able to use the data since 28 October.");
	await expect(folded).toBeHidden();
	await page.emulateMedia({ media: "print" });
	await expect(folded).toBeVisible();
	await page.emulateMedia({ media: "screen" });

	await email.getByRole("link", { name: "Email address" }).click();
	await expect(page).toHaveURL(/\/plan\/guidance\/email-address$/);
	await page.goto("/check");
	await page.getByRole("link", { name: "Cymraeg" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText(
		"Digwyddiad y cyflenwr, Hydref 2021: Roedd eich cofnodion yn y data yr effeithiwyd arno",
	);

	await page.goto("/check/history");
	await expect(page.getByText(october)).toHaveCount(1);
	await expect(page.getByText("Affected", { exact: true })).toBeVisible();
});

test("one phone screen holds the answer and the first thing to do, and the whole page is short", async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await signInAt(page, "en", "affected.member@example.org", "/check");
	const first = section(page, "What to do first").getByRole("listitem").first();
	const button = await first.getByRole("button", { name: /^Mark as done/ }).boundingBox();
	expect((button?.y ?? 9_999) + (button?.height ?? 0)).toBeLessThanOrEqual(844);
	expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(3_500);
	await page.goto("/cy/check");
	const welsh = await page.locator("#steps li").first().getByRole("button").first().boundingBox();
	expect((welsh?.y ?? 9_999) + (welsh?.height ?? 0)).toBeLessThanOrEqual(844);
	// "Sign out" and "Exit this page" are on one line.
	expect((await page.locator("aside").first().boundingBox())?.height).toBeLessThanOrEqual(60);
	await page.goto("/check");
	for (const number of ["0800 000 0000", "0800 000 0001"])
		await expect(page.getByRole("banner").getByRole("link", { name: number })).toBeVisible();
});

test("a step marked on the answer is marked in the plan, and the focus is at the next one @either", async ({ page }, {
	project,
}) => {
	const person = affectedPerson(20 + numberOf(project), (candidate) => candidate.standing === "Member");
	await signInAt(page, "en", person.email, "/check");
	const steps = section(page, "What to do first");
	const [first = "", second = ""] = await steps.getByRole("heading", { level: 3 }).allTextContents();
	await steps.getByRole("button", { name: `Mark as done “${first}”` }).click();
	const next = section(page, "What to do next");
	await expect(next.getByRole("status")).toContainText(`Done: ${first}.`);
	await expect(next).toContainText("1 of");
	await expect(next.getByRole("heading", { level: 3 }).first()).toHaveText(second);
	await expect(next.getByRole("heading", { level: 3 }).first()).toBeFocused();
	await page.goto("/plan");
	await expect(section(page, "Done")).toContainText(first);
	await page.goBack();
	await next.getByRole("button", { name: /^Undo/ }).click();
	await expect(section(page, "What to do first").getByRole("heading", { level: 3 }).first()).toHaveText(first);
	// Each step leads to its own place in the plan.
	await section(page, "What to do first").getByRole("link", { name: first }).click();
	await expect(page).toHaveURL(/\/plan\?step=[a-z-]+#[a-z-]+$/);
});

test("the answer prints without header, navigation and footer", async ({ page }) => {
	await signInAt(page, "en", affectedPerson(3, (candidate) => candidate.standing === "Member").email, "/check");
	await page.emulateMedia({ media: "print" });
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await expect(page.getByRole("button", { name: "Exit this page" })).toBeHidden();
	await expect(page.getByRole("link", { name: "See your full plan" })).toBeHidden();
	await expect(section(page, october).getByRole("table")).toBeVisible();
});

test("the answer page loads only one script of ours, which prints it", async ({ page }) => {
	const scripts: string[] = [];
	page.on("request", (request) => {
		if (request.resourceType() === "script") scripts.push(new URL(request.url()).pathname);
	});
	await signInAt(page, "en", affectedPerson(4).email, "/check");
	const print = page.getByRole("button", { name: "Print or save this page" });
	await expect(print).toBeVisible();
	scripts.length = 0;
	await page.reload({ waitUntil: "networkidle" });
	expect(scripts).toEqual(["/enhance.js"]);
	const answer = await page.request.get("/check");
	const policies = answer.headersArray().filter(({ name }) => name.toLowerCase() === "content-security-policy");
	expect(policies).toHaveLength(1);
	expect(policies[0]?.value).toContain("script-src 'self';");
	expect(answer.headers()["cache-control"]).toBe("private, no-store");
	expect((await answer.text()).match(/<script[^>]*>|self\.__next|data-reactroot/g)).toEqual([
		'<script async="" src="/enhance.js">',
	]);
	const head = await page.request.head("/check");
	expect([head.status(), head.headers()["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);

	await page.evaluate(() => {
		window.print = () => document.documentElement.setAttribute("data-printed", "");
	});
	await print.click();
	await expect(page.locator("html")).toHaveAttribute("data-printed");
});

test("a form that redirects to the answer loads it as a document, and no lookup happens before", async ({ page }) => {
	const asked: string[] = [];
	page.on("request", (request) => {
		if (new URL(request.url()).pathname === "/check") asked.push(request.resourceType());
	});
	await signInAt(page, "en", affectedPerson(5).email, "/check");
	await expect(page.getByRole("heading", { level: 1 })).toContainText("Your records were in the affected data");
	expect(asked).toEqual(["document"]);
	expect(new URL(page.url()).search).toBe("");
});

test("without scripts, buttons that need a script are not shown @only-nojs", async ({ page }) => {
	await signInAt(page, "en", affectedPerson(6).email, "/check");
	await expect(page.getByRole("link", { name: "See your full plan" })).toBeVisible();
	await expect(page.getByText("Print or save this page")).toBeHidden();
	await page.goto("/plan/keep");
	await expect(page.getByRole("link", { name: "Show in large print" })).toBeVisible();
	await expect(page.locator("[data-print]")).toBeHidden();
});

test("somebody who is not found is not told that they are unaffected while data is missing", async ({ page }, {
	project,
}) => {
	await signInAt(page, "en", `stranger.${project.name}@example.org`, "/check");
	// Each incident has its own verdict. The heading names the one it is about.
	await expect(page.getByRole("heading", { level: 1 })).toHaveText(
		`${october}: We did not find your records by email address`,
	);
	const each = page.getByRole("list", { name: "Your answer for each incident" }).getByRole("listitem");
	await expect(each.filter({ hasText: may })).toContainText("Under review");
	await expect(section(page, october).getByText("Not found", { exact: true })).toBeVisible();
	await expect(section(page, october)).toContainText("found no records");
	await expect(section(page, may).getByText("Under review", { exact: true })).toBeVisible();
	await expect(section(page, may)).toContainText("We cannot give you a final answer yet");
	await expect(page.getByRole("table")).toHaveCount(0);
	await expect(section(page, "What to do first").getByRole("listitem")).toHaveCount(3);
	await page.goto("/cy/check");
	await expect(section(page, "Digwyddiad y cyflenwr, Hydref 2021")).toContainText("Heb eu canfod");
});

test("a shared address shows nobody's data until a second identifier tells its people apart @either", async ({ page }, {
	project,
}) => {
	const mailbox = ["office@riverside.example", "secretary@ballymere.example", "post@weavers.example"][
		numberOf(project)
	] as string;
	test.slow();
	const [person, other] = peopleOf(mailbox);
	if (!person || !other) throw new Error("the demo has no such mailbox");
	await signInAt(page, "en", mailbox, "/check");
	await expect(page.getByRole("heading", { level: 1 })).toContainText("We need one more detail to find your records");
	await expect(section(page, october).getByText("Unable to match", { exact: true })).toBeVisible();
	await expect(page.getByRole("table")).toHaveCount(0);
	await expect(page.locator("body")).not.toContainText("•••");

	await page.getByRole("link", { name: "Give us one more detail" }).first().click();
	await expect(page.getByText("You have 5 tries left today.")).toBeVisible();
	const number = page.getByLabel("Your membership number");
	await expect(number).toBeHidden();
	await page.getByLabel("Membership number", { exact: true }).check();
	await number.fill("nonsense");
	await page.getByRole("button", { name: "Search again" }).click();
	await expect(problem(page)).toContainText("Enter a membership number like");
	await number.fill("MP999999");
	await page.getByRole("button", { name: "Search again" }).click();
	await expect(problem(page)).toContainText("does not match");
	await expect(problem(page)).toContainText("You have 4 tries left today.");
	await expect(number).toHaveValue("MP999999");

	await number.fill(person.ref.toLowerCase());
	await page.getByRole("button", { name: "Search again" }).click();
	await page.waitForURL((url) => url.pathname === "/check" && url.search === "");
	await expect(page.getByRole("heading", { level: 1 })).toContainText("Your records were in the affected data");
	await expect(page.locator("body")).toContainText(`${person.ref.slice(0, 2)}••••${person.ref.slice(-2)}`);
	await page.reload();
	await expect(section(page, october).getByText("Affected", { exact: true })).toBeVisible();
});

test("a failed lookup is shown as failed, never as not found", async ({ page }, { project }) => {
	const { email } = affectedPerson(10 + numberOf(project));
	const { partition, record, hints } = await ownRecord(page, "en", email);
	await page.goto("/check");
	await expect(section(page, october).getByText("Affected", { exact: true })).toBeVisible();
	const set = "update exposure.record set hints = $3 where partition = $1 and record = $2";
	await inSiteDatabase(set, [partition, record, Buffer.from("broken")]);
	try {
		await page.goto("/check");
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("We could not check");
		await expect(page.locator("body")).not.toContainText("Not found");
		await expect(page.locator("body")).toContainText("call the helpline");
		await expect(page.getByText("If you are worried about your safety")).toBeVisible();
		await page.goto("/cy/check");
		await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ni allem wirio");
	} finally {
		await inSiteDatabase(set, [partition, record, hints]);
	}
	await page.goto("/check");
	await expect(section(page, october).getByText("Affected", { exact: true })).toBeVisible();
});

test("answers and plans are shown only to signed-in members", async ({ request }) => {
	for (const path of ["/check", "/check/history", "/check/match", "/plan"]) {
		const answer = await request.get(path);
		expect(answer.url(), path).toMatch(/\/sign-in\?next=\/(check|plan)/);
		expect(await answer.text()).toContain(signInWords.address);
	}
});
