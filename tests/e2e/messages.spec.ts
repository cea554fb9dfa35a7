/** A message to many, from its first word to the person who asks whether it is genuine. */
import { fundraisingTable } from "@/db/demo/fundraising-table";
import { formatNumber } from "@/lib/format-number";
import { affectedPerson } from "../support/demo-people";
import { mailsTo } from "../support/mailbox";
import { signInAt, signInStaffAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { inSiteDatabase } from "../support/site-database";

const member = "under.review@example.org";
const words = "You need to do nothing. We tell you here as soon as we know more: {site}.";

/** Returns the reference in the mail with this subject. Waits for the worker to send it. */
async function referenceInMail(address: string, subject: string): Promise<string> {
	const found = () =>
		mailsTo(address)
			.filter((mail) => mail.subject === subject)
			.map(({ text }) => /MP-\w{4}-\w{4}/.exec(text)?.[0])[0];
	await expect.poll(found, { timeout: 15_000 }).toBeDefined();
	return found() as string;
}

test("a colleague approves a message, reads it first and sends it; its reader looks it up @widths @nojs", async ({
	page,
	browser,
}, { project }) => {
	test.setTimeout(120_000);
	const subject = `We are still rebuilding your part of the data (${project.name})`;
	const { baseURL, viewport, hasTouch, javaScriptEnabled } = project.use;
	const context = await browser.newContext({ baseURL, viewport, hasTouch, javaScriptEnabled });
	const desk = await context.newPage();
	await signInAt(page, "en", member, "/check");

	await signInStaffAt(desk, "publisher@example.org", "/staff/messages");
	await desk.goto("/staff/messages/new");
	// The words come before the questions of who gets them.
	await expect(desk.locator("main :is(input:not([type=hidden]), textarea, select)").first()).toHaveAttribute(
		"name",
		"subjectEn",
	);
	for (const group of ["affected", "unable-to-match", "not-found", "not-checked"])
		await desk.locator(`main [value="${group}"]`).uncheck();
	await desk.getByLabel("Subject", { exact: true }).fill(subject);
	await desk.getByLabel("Text", { exact: true }).fill(`${words} See https://example.org/now. Ask {name}.`);
	await desk.getByRole("button", { name: "Save and preview" }).click();
	await expect(desk.getByText("This is a link. Our messages have none")).toBeVisible();
	// As it will be read, with what stops it marked.
	await expect(desk.getByText("as soon as we know more: localhost:")).toBeVisible();
	await expect(desk.locator("main mark")).toHaveText("{name} (no such placeholder)");
	await expect(desk.getByRole("link", { name: "Finalise text and recipients" })).toHaveCount(0);
	await desk.getByRole("link", { name: "Edit", exact: true }).click();
	await desk.getByLabel("Text", { exact: true }).fill(words);
	await desk.getByRole("button", { name: "Save and preview" }).click();
	await desk.getByRole("link", { name: "Finalise text and recipients" }).click();
	await desk.getByRole("button", { name: "Finalise text and recipients" }).click();
	await desk.waitForURL(/done=prepared/);
	const message = new URL(desk.url()).pathname;
	await expect(desk.getByRole("link", { name: "Approve" })).toBeVisible();
	// Nothing has happened to it yet.
	await expect(desk.getByRole("table", { name: "Who gets it" })).toBeVisible();
	await expect(desk.getByRole("main")).not.toContainText("What happened to it");

	await desk.context().clearCookies();
	await signInStaffAt(desk, "admin@example.org", "/staff/messages");
	await desk.goto(`${message}/approve`);
	await desk.getByRole("button", { name: /^Approve for / }).click();
	await desk.getByRole("link", { name: "Send it to colleagues first" }).click();
	await desk.getByRole("button", { name: "Send it to them" }).click();
	const reference = await referenceInMail("admin@example.org", subject);
	expect(mailsTo(member).filter((mail) => mail.subject === subject)).toEqual([]);
	expect(await (await page.request.get(`/verify/messages/${reference}`)).text()).not.toContain(subject);

	await desk.goto(`${message}/start`);
	await desk.getByLabel("Reference at the end of the email we sent you").fill(reference.toLowerCase());
	await desk.getByRole("button", { name: /^Send to / }).click();
	await expect(desk.getByText("It is being sent.")).toBeVisible();
	expect(await referenceInMail(member, subject)).toBe(reference);
	await expect(async () => {
		await desk.goto(message);
		await expect(desk.getByRole("main")).toContainText("Accepted by the receiving server", { timeout: 100 });
	}).toPass();
	await context.close();

	const mail = mailsTo(member).find((one) => one.subject === subject);
	await page.goto("/verify/message");
	await page.getByLabel("Reference or message").fill(mail?.text ?? "");
	await page.getByRole("button", { name: "Check it" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("We sent this message");
	// The reader begins at the result, without a ring around all of it.
	const begun = page.locator(":focus");
	await expect(begun.getByRole("heading", { level: 1 })).toHaveCount(1);
	expect(await begun.evaluate((it) => [getComputedStyle(it).outlineStyle, getComputedStyle(it).boxShadow])).toEqual([
		"none",
		"none",
	]);
	await page.goto("/verify/message");
	await page.getByLabel("Reference or message").fill(`Is this real?\n\n${mail?.text ?? ""}\n\nSent by Ann`);
	await page.getByRole("button", { name: "Check it" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not all of this is ours");
	await expect(page.getByRole("main").getByRole("listitem")).toHaveText([
		"Not ours: Is this real?",
		"Not ours: Sent by Ann",
	]);
	await page.goto("/verify/message");
	await page.getByLabel("Reference or message").fill(reference.replaceAll("-", " ").toLowerCase());
	await page.getByRole("button", { name: "Check it" }).click();
	await expect(page).toHaveURL(new RegExp(`/verify/messages/${reference}$`));
	await expect(page.getByRole("main")).toContainText("You need to do nothing.");
	await page.goto("/preferences");
	await page.getByRole("link", { name: "Messages to you" }).click();
	await expect(page.getByRole("main")).toContainText(reference);
});

test("the original file is uploaded again for people who have never signed in, and another one is refused @widths @scripts", async ({
	page,
}, { project }) => {
	const file = fundraisingTable();
	const rows = file.toString("latin1").trimEnd().split("\n").length - 1;
	await signInStaffAt(page, "publisher@example.org", "/staff/messages");
	await page.goto("/staff/messages/new");
	await page.locator('main [value="incident-notice"]').check();
	await page.getByLabel("Incident", { exact: true }).selectOption({ label: "May 2020 fundraising supplier incident" });
	for (const group of ["affected", "unable-to-match", "under-review", "not-found", "not-checked"])
		await page.locator(`main [value="${group}"]`).uncheck();
	await page.locator('main [value="in-data"]').check();
	await page.getByLabel("Subject", { exact: true }).fill(`What was in the list (${project.name})`);
	await page.getByLabel("Text", { exact: true }).fill(words);
	await page.getByRole("button", { name: "Save and preview" }).click();
	await page.getByRole("link", { name: "Finalise text and recipients" }).click();
	await page.getByRole("button", { name: "Finalise text and recipients" }).click();
	await page.waitForURL(/done=prepared/);
	const message = new URL(page.url()).pathname;

	const upload = async (buffer: Buffer) => {
		await page.locator("main [type=file]").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer });
		const loaded = page.waitForEvent("load");
		await page.getByRole("button", { name: "Upload the file", exact: true }).click();
		await loaded;
	};
	await upload(Buffer.concat([file, Buffer.from("nobody@example.org\n")]));
	await expect(page.getByText("This is not the file that was imported")).toBeVisible();
	await upload(file);
	await expect(async () => {
		await page.goto(message);
		await expect(page.getByRole("table", { name: "Files it needs" })).toContainText(formatNumber(rows), {
			timeout: 100,
		});
	}).toPass();
	await expect(page.locator("main [type=file]")).toHaveCount(0);
	// Whoever wrote it finds no button to approve it, and is told why.
	await page.goto(`${message}/approve`);
	await page.waitForURL(/done=someone-else-approves/);
	await expect(page.getByText("someone else has to approve it")).toHaveCount(1);
	await expect(page.getByRole("link", { name: "Approve" })).toHaveCount(0);
	await page.goto(`${message}/edit`);
	await expect(page.getByText("You can no longer edit this message")).toBeVisible();
	await page.goto(`${message}/reopen`);
	await page.getByRole("button", { name: "Make it a draft again" }).click();
	await page.waitForURL(/done=reopened/);
	await page.goto(`${message}/discard`);
	await page.getByRole("button", { name: "Discard the draft" }).click();
	await page.waitForURL(/done=discarded/);
});

test("a notice to some people comes with a linked draft for each other group, finalised together @scripts", async ({
	page,
}, { project }) => {
	const subject = `Your part of the data (${project.name})`;
	// Somebody gets it, whoever else has checked.
	await signInAt(page, "en", affectedPerson(project.name === "desktop" ? 71 : 72).email, "/check");
	await signInStaffAt(page, "publisher@example.org", "/staff/messages");
	await page.goto("/staff/messages/new");
	await page.getByLabel("Make a draft for each other group").check();
	await page.getByLabel("Subject", { exact: true }).fill(subject);
	await page.getByLabel("Text", { exact: true }).fill(words);
	await page.locator('main [value="in-data"]').check();
	await page.getByRole("button", { name: "Save and preview" }).click();
	// Everybody was chosen, so there are no others.
	await expect(page.getByRole("main").getByRole("alert").first()).toContainText(
		"tick only the people who get this text",
	);
	for (const group of ["unable-to-match", "under-review", "not-found", "not-checked"])
		await page.locator(`main [value="${group}"]`).uncheck();
	await page.getByRole("button", { name: "Save and preview" }).click();
	await page.waitForURL(/done=saved/);
	const own = new URL(page.url()).pathname;
	const linked = page.locator("section").filter({ has: page.getByRole("heading", { name: "Linked messages" }) });
	await expect(linked.getByRole("row")).toHaveCount(5);
	await linked.getByRole("link", { name: "Not found in the data", exact: true }).click();
	// Its words have placeholders, which nobody sees.
	await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^About .+ and your data$/);
	const other = new URL(page.url()).pathname;
	for (const path of [`${other}/edit`, "/staff/messages", `${other}/discard`, other]) {
		await page.goto(path);
		expect(await page.title(), path).not.toContain("{");
		if (!path.endsWith("/edit")) await expect(page.getByRole("main"), path).not.toContainText("{");
		// Linked messages may have one subject.
		if (path === "/staff/messages")
			await expect(page.getByText("Incident notice · Not found in the data").first()).toBeVisible();
	}
	await expect(page.getByRole("main")).toContainText(
		"When you checked, we did not find you in the data that we know of.",
	);
	await expect(page.getByRole("main")).toContainText("Pan wnaethoch wirio, ni ddaethom o hyd i chi");
	await page.goto(own);
	await page.getByRole("link", { name: "Finalise text and recipients" }).click();
	await expect(page.getByRole("main")).toContainText("Its linked drafts become final with it");
	await page.getByRole("button", { name: "Finalise text and recipients" }).click();
	await page.waitForURL(/done=prepared/);
	await expect(linked).toContainText(/Everyone who has signed in is in one of these: \d+\./);
	await expect(linked.getByRole("row", { name: /Draft/ })).toHaveCount(0);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("the numbers of a message to many are shown as they were counted, and counted again for the next who looks", async ({
	page,
}) => {
	const id = "mes_to_many";
	await inSiteDatabase(
		`insert into message (id, reference, kind, subject_en, body_en, audience, state, created_by, sent, prepared_by, prepared_at, candidates, prepared)
		select $1, 'MP-0000-0000', 'update', 'To many', 'Words', $2, 'stopped', id, $3, id, now(), 20001, 20001 from staff_member limit 1`,
		[
			id,
			{ cohorts: ["affected"], languages: [], relationships: [], categories: [] },
			{ en: { subject: "To many", text: "Words", html: "<p>Words</p>" } },
		],
	);
	try {
		await signInStaffAt(page, "publisher@example.org", "/staff/messages");
		await page.goto(`/staff/messages/${id}`);
		await expect(page.getByRole("main")).toContainText("We are counting the people.");
		await page.getByRole("link", { name: "Refresh this page" }).click();
		await expect(page.getByRole("main")).toContainText(/Counted \d.* Load the page again for newer numbers\./);
		const earlier = async () => {
			const { rows } = await inSiteDatabase(
				"select figures_at < now() - interval '10 seconds' as is from message where id = $1",
				[id],
			);
			return rows[0].is;
		};
		await inSiteDatabase("update message set figures_at = figures_at - interval '1 minute' where id = $1", [id]);
		expect(await earlier()).toBe(true);
		await page.reload();
		await expect.poll(earlier).toBe(false);
	} finally {
		await inSiteDatabase("delete from message where id = $1", [id]);
	}
});
