/** Staff write updates and incidents, and everybody reads them. */
import type { Page } from "@playwright/test";
import { signInStaffAt } from "../support/open-session";
import { expect, test } from "../support/page";

/** Presses the button of a form, looks at what readers will see, and publishes it there. */
async function publishFrom(page: Page, button: string, seen: string) {
	await page.getByRole("button", { name: "See what readers will see" }).click();
	await expect(page.getByRole("heading", { name: "Readers will see" })).toBeFocused();
	await expect(page.locator("main form")).toContainText(seen);
	await page.getByRole("button", { name: button, exact: true }).click();
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** An incident that is not first on the home page, because other tests read that one's next update. */
async function aboutTheClosedIncident(page: Page) {
	await page.getByLabel("Incident", { exact: true }).selectOption({ label: "November 2019 attack on our website" });
}

/** Requests a public page until it has a text. Fails after the promised ten seconds. */
async function appears(page: Page, path: string, words: string) {
	// Without the elements that hold a word in one piece.
	const read = async () => (await (await page.request.get(path)).text()).replaceAll(/<\/?span[^>]*>/g, "");
	await expect.poll(read, { message: `${path} says “${words}”`, timeout: 10_000, intervals: [250] }).toContain(words);
}

/** Opens pages of steps that somebody has taken meanwhile, as one who goes back or has an old tab. */
async function expectRefused(page: Page, base: string, steps: string[], words: string) {
	for (const step of steps) {
		await page.goto(`${base}/${step}`);
		await expect(page.getByRole("main"), step).toContainText(words);
	}
}

async function publish(page: Page, title: string, body: string) {
	await page.goto("/staff/updates/new");
	await aboutTheClosedIncident(page);
	await page.getByLabel("Title", { exact: true }).fill(title);
	await page.getByLabel("Summary", { exact: true }).fill("In one sentence.");
	await page.getByLabel("Text", { exact: true }).fill(body);
	await page.getByRole("button", { name: "Save and preview" }).click();
	await expect(page.getByText("Saved as a draft.")).toBeVisible();
	await page.getByRole("link", { name: "Publish", exact: true }).click();
	await page.getByRole("button", { name: "Publish", exact: true }).click();
	await expect(page.getByText("Published. Readers see it within ten seconds.")).toBeVisible();
}

test("an update is written, previewed, published within ten seconds, publicly corrected and withdrawn @only-nojs", async ({
	page,
}, { project }) => {
	test.setTimeout(90_000);
	const title = `News for ${project.name}`;
	const slug = `news-for-${project.name}`;
	await signInStaffAt(page, "publisher@example.org", "/staff");

	await page.goto("/staff/updates/new");
	await aboutTheClosedIncident(page);
	await page.getByLabel("Title", { exact: true }).fill(title);
	await page.getByRole("button", { name: "Save and preview" }).click();
	await expect(page.getByRole("alert").getByRole("link", { name: "Enter the summary in English" })).toBeVisible();
	await expect(page.getByLabel("Title", { exact: true })).toHaveValue(title);
	await page.getByLabel("Summary", { exact: true }).fill("In one sentence.");
	await page
		.getByLabel("Text", { exact: true })
		.fill(
			"Ten people.\n\n- **one**\n\n<script>alert(1)</script>\n\nSee <b onclick='alert(1)'>this</b>, [bad](javascript:alert(1)), [good](example.org/good)",
		);
	await page.getByRole("button", { name: "Save and preview" }).click();
	await expect(page.getByRole("alert")).toContainText("The link to “javascript:alert(1)” does not lead to a page.");
	const text = page.getByLabel("Text", { exact: true });
	await text.fill((await text.inputValue()).replace("[bad](javascript:alert(1))", "bad"));
	await page.getByRole("button", { name: "Save and preview" }).click();
	await expect(heading(page)).toHaveText(title);
	await expect(page).toHaveTitle(`${title} – Updates – Staff`);
	await expect(
		page.getByText("Readers will see <script>, </script>, <b onclick='alert(1)'> and </b> exactly as typed"),
	).toBeVisible();
	await expect(page.getByText("No Welsh yet for the title, the summary and the text.")).toBeVisible();
	expect((await page.request.get(`/updates/${slug}`)).status()).toBe(404);

	await page.getByRole("link", { name: "Publish", exact: true }).click();
	await page.getByRole("button", { name: "Publish", exact: true }).waitFor();
	await expect(page.getByText("No Welsh yet for the title, the summary and the text.")).toBeVisible();
	await page.getByRole("button", { name: "Publish", exact: true }).click();
	await expect(page.getByText("Published. Readers see it within ten seconds.")).toBeVisible();
	const desk = new URL(page.url()).pathname;
	await expectRefused(page, desk, ["publish", "edit", "discard"], "It has been published, so it is no longer a draft.");
	await Promise.all(["/updates", "/", "/cy", `/cy/updates/${slug}`].map((path) => appears(page, path, title)));

	await page.goto(`/updates/${slug}`);
	await expect(page.locator("article strong")).toHaveText("one");
	await expect(page.locator("article a[href^='javascript'], article script, article b")).toHaveCount(0);
	await expect(page.getByRole("link", { name: "good" })).toHaveAttribute("href", "https://example.org/good");
	await page.goto(`/cy/updates/${slug}`);
	await expect(page.getByText("Dim ond yn Saesneg y mae’r testun hwn am y tro.")).toBeVisible();
	await expect(heading(page).locator("[lang=en]")).toHaveText(title);

	await page.goto("/staff/updates");
	await page.getByRole("link", { name: title }).click();
	await page.getByRole("link", { name: "Correct", exact: true }).click();
	await page.getByLabel("What was wrong?").fill("The number was wrong.");
	await page.getByLabel("Text", { exact: true }).fill("Twelve people.");
	await publishFrom(page, "Publish the correction", "Ten people.");
	await expect(page.getByText("Corrected. Readers see the new text")).toBeVisible();
	await appears(page, `/updates/${slug}`, "Twelve people.");
	await page.goto(`/updates/${slug}`);
	await expect(page.getByText("The number was wrong.")).toBeVisible();
	await page.getByText("What it said before").click();
	await expect(page.getByText("Ten people.")).toBeVisible();

	await page.goto("/staff/updates");
	await page.getByRole("link", { name: title }).click();
	await page.getByRole("link", { name: "Withdraw", exact: true }).click();
	await page.getByLabel("Why are you withdrawing it?").fill("It was about another incident.");
	await publishFrom(page, "Withdraw it", "Withdrawn, with the date and your reason.");
	await expect(page.getByText("Withdrawn. The page says so")).toBeVisible();
	await expectRefused(page, desk, ["correct", "withdraw", "publish"], "It has been withdrawn");
	await appears(page, `/updates/${slug}`, "It was about another incident.");
	await page.goto(`/updates/${slug}`);
	await expect(page.getByText(/^We withdrew this update on /)).toBeVisible();
	await expect(heading(page)).toHaveText(/^Withdrawn: our update of /);
	expect(await page.locator("head").innerHTML()).not.toContain(title);
	await expect(page.getByText(title).filter({ visible: true })).toHaveCount(0);
	await page.getByText("What the withdrawn update said").click();
	await expect(page.getByText(title).filter({ visible: true })).toHaveCount(1);
	for (const path of ["/", "/updates", "/incidents/november-2019-website-attack", "/feeds/updates.xml"])
		for (const address of [path, path === "/" ? "/cy" : `/cy${path}`]) {
			await appears(page, address, "It was about another incident.");
			expect(await (await page.request.get(address)).text(), address).not.toContain(title);
		}
});

test("when two people edit one draft, the second sees both texts, loses nothing and can save again", async ({
	page,
	browser,
	baseURL,
}) => {
	await signInStaffAt(page, "publisher@example.org", "/staff");
	await page.goto("/staff/updates/new");
	await page.getByLabel("Title", { exact: true }).fill("A draft of two");
	await page.getByLabel("Summary", { exact: true }).fill("In one sentence.");
	await page.getByLabel("Text", { exact: true }).fill("First.");
	await page.getByRole("button", { name: "Save and preview" }).click();
	await page.getByRole("link", { name: "Edit", exact: true }).click();
	await page.waitForURL(/\/edit$/);
	const other = await (
		await browser.newContext({ storageState: await page.context().storageState(), baseURL })
	).newPage();
	await other.goto(page.url());
	await other.getByLabel("Text", { exact: true }).fill("Theirs.");
	await other.getByRole("button", { name: "Save and preview" }).click();
	await expect(other.getByText("Saved as a draft.")).toBeVisible();
	await other.context().close();
	await page.getByLabel("Text", { exact: true }).fill("Mine.");
	await page.getByRole("button", { name: "Save and preview" }).click();
	await expect(page.locator("form").getByRole("alert")).toContainText(
		"Someone else changed this while you were writing.",
	);
	await expect(page.locator("main form")).toContainText("What it says nowTheirs.");
	await expect(page.getByLabel("Text", { exact: true })).toHaveValue("Mine.");
	await page.getByLabel("Text", { exact: true }).fill("Theirs. Mine.");
	await page.getByRole("button", { name: "Save and preview" }).click();
	await expect(page.getByText("Saved as a draft.")).toBeVisible();
	await expect(page.getByText("Theirs. Mine.")).toBeVisible();
	await page.getByRole("link", { name: "Discard" }).click();
	await page.getByRole("button", { name: "Discard the draft" }).click();
	await expect(page.getByText("We have discarded the draft.")).toBeVisible();
});

test("an incident's facts are edited on one page each, and shown to everybody @nojs", async ({ page }, { project }) => {
	test.setTimeout(60_000);
	const note = `Seen by ${project.name}.`;
	await signInStaffAt(page, "publisher@example.org", "/staff");
	await page.goto("/staff/incidents");
	await page.getByRole("link", { name: "November 2019 attack on our website" }).click();
	await expect(heading(page)).toHaveText("November 2019 attack on our website");
	await page.getByRole("link", { name: "Change what happened to the data" }).click();
	await page.locator("[name='inaccessible-noteEn']").waitFor();
	const fields = page.locator("[name='inaccessible-noteEn']");
	await fields.fill(note);
	await publishFrom(page, "Publish", note);
	await expect(page.getByText("Published. Readers see it within ten seconds.")).toBeVisible();
	await appears(page, "/incidents/november-2019-website-attack", note);

	await page.getByRole("link", { name: "Change dates and circumstances" }).click();
	await page.getByLabel("Availability").uncheck();
	await page.getByRole("button", { name: "See what readers will see" }).click();
	await expect(page.getByRole("alert").getByRole("link", { name: "Choose at least one kind" })).toBeVisible();
	await expect(page.getByLabel("Availability")).not.toBeChecked();
});

test("the desk lists open tasks, and the audit log who did what", async ({ page }) => {
	await signInStaffAt(page, "admin@example.org", "/staff");
	await expect(heading(page)).toHaveText("Today");
	await expect(page.getByText(/(person|people) checked so far/)).toBeVisible();
	await publish(page, "An update for the log", "Text.");
	await page.getByRole("link", { name: "History in the audit log" }).click();
	await expect(page.getByRole("row", { name: /Update: published/ })).toContainText("Addie Admin");
	await expect(page.getByRole("row", { name: /Update: created/ })).toBeVisible();
	await page.getByRole("link", { name: "Show everything" }).click();
	await expect(page.getByRole("row").nth(2)).toBeVisible();
});

test("a publisher cannot open the audit log, nor a data lead the updates", async ({ page }) => {
	await signInStaffAt(page, "publisher@example.org", "/staff");
	expect((await page.goto("/staff/audit"))?.status()).toBe(404);
	await page.context().clearCookies();
	await signInStaffAt(page, "data.lead@example.org", "/staff");
	expect((await page.goto("/staff/updates"))?.status()).toBe(404);
	expect((await page.goto("/staff/incidents/new"))?.status()).toBe(404);
});

test("an incident and the desk list every text without Welsh before the incident is published @scripts", async ({
	page,
}, { project }) => {
	const title = `Half in English for ${project.name}`;
	const missing = page.getByRole("status").getByRole("link");
	await signInStaffAt(page, "publisher@example.org", "/staff");
	await page.goto("/staff/incidents/new");
	await page.getByLabel("Title", { exact: true }).fill(title);
	await page.getByLabel("Question", { exact: true }).fill("Was your information in it?");
	await page.getByLabel("Summary", { exact: true }).fill("Nobody knows yet.");
	await page.getByLabel("Title in Welsh").fill("Hanner yn Saesneg");
	await page.getByRole("radio").first().check();
	await page.locator("main form button[type=submit]").click();
	await page.waitForURL(/done=created/);
	const incident = new URL(page.url()).pathname;
	for (const [part, name] of [
		["knowledge", "knownEn"],
		["circumstances", "processorEn"],
	] as const) {
		await page.goto(`${incident}/${part}`);
		await page.locator(`[name=${name}]`).fill("A supplier");
		for (const box of await page.locator("main [type=checkbox], main [name=dataInvolved][value=no]").all())
			await box.check();
		await page.locator("main form button[type=submit]").click();
		await page.waitForURL(/done=saved/);
	}
	await page.goto(`${incident}/held/donor`);
	for (const name of ["sourceEn", "lawfulBasisEn", "retentionEn"]) await page.locator(`[name=${name}]`).fill("So far");
	await page.locator("main form button[type=submit]").click();
	await page.waitForURL(/done=saved/);
	await page.goto(`${incident}/authorities/new`);
	await page.getByLabel("Authority", { exact: true }).fill("ICO");
	await page.getByLabel("Date told").fill("2021-10-29");
	for (const name of ["roleEn", "statusEn"]) await page.locator(`[name=${name}]`).fill("So far");
	await page.locator("main form button[type=submit]").click();
	await page.waitForURL(/done=saved/);

	await page.goto(incident);
	await expect(page.getByRole("link", { name: "Publish", exact: true })).toBeVisible();
	const said = [
		"question",
		"summary",
		"supplier",
		"what we know",
		"Donors: where the data came from",
		"Donors: lawful basis",
		"Donors: how long we keep it",
		"ICO: its role",
		"ICO: its status",
	];
	await expect(missing).toHaveText(said.map((text) => `Write the Welsh for ${text}`));
	for (const link of await missing.all())
		expect((await page.request.get((await link.getAttribute("href")) ?? "")).status()).toBe(200);
	await page.goto("/staff");
	await expect(page.getByRole("row", { name: title })).toContainText("9 texts without Welsh");
	await page.goto(incident);
	await missing.first().click();
	await page.getByLabel("Question in Welsh").fill("A oedd eich gwybodaeth ynddo?");
	await page.getByLabel("Summary in Welsh").fill("Nid oes neb yn gwybod eto.");
	await page.locator("main form button[type=submit]").click();
	await page.waitForURL(/done=saved/);
	await expect(page.getByText("7 texts have no Welsh yet.")).toBeVisible();
	await page.goto(`${incident}/remove/donor`);
	await page.getByRole("button", { name: "Remove it" }).click();
	await page.waitForURL(/done=/);
	await expectRefused(page, incident, ["remove/donor"], "That has already been done.");
});
