import type { Page } from "@playwright/test";
import { sendCodeAndEnter } from "../support/journey";
import { mailAfter, mailsTo } from "../support/mailbox";
import { signInAt } from "../support/open-session";
import { expect, signInWords, test } from "../support/page";

/** Returns the error summary. Selects within main, because Next has an element with the same role. */
const problem = (page: Page) => page.getByRole("alert").filter({ hasText: "There is a problem" });
const section = (page: Page, title: string) =>
	page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title, exact: true }) });
const ticked = (page: Page) => page.getByRole("checkbox", { checked: true });

async function open(page: Page, address: string) {
	await signInAt(page, "en", address, "/check");
	await page.goto("/preferences");
}

test("choices start unticked, are saved with a receipt, stopped in one step and undone @either", async ({ page }, {
	project,
}) => {
	test.slow();
	await open(page, `choices.${project.name}@example.org`);
	await expect(page).toHaveTitle("Contact preferences – Data incident self-check");
	await expect(page.getByRole("checkbox")).toHaveCount(4);
	await expect(ticked(page)).toHaveCount(0);

	await page.getByLabel("Email me about the incidents and my records").check();
	await page.getByLabel("Write to me by post about the incidents and my records").check();
	await page.getByRole("button", { name: "Save these choices" }).click();
	await expect(page.getByRole("status").first()).toContainText(
		/We have saved your choices. Reference [0-9A-Z]{4}-[0-9A-Z]{4}\./,
	);
	await expect(ticked(page)).toHaveCount(2);
	await expect(page.getByText("You asked for letters. Add a postal address.")).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	// Going back shows what is saved now, and saves nothing again.
	await page.goBack();
	await expect(page).toHaveURL("/preferences");
	await expect(ticked(page)).toHaveCount(2);
	await page.goForward();

	await page.getByRole("link", { name: "See what was saved" }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your receipt");
	const yes = page.getByRole("row").filter({ hasText: "Email me about the incidents and my records" });
	await expect(yes).toContainText("Yes");
	await expect(page.getByRole("row").filter({ hasText: "Text me about the incidents" })).toContainText("No");

	await page.goto("/preferences");
	const campaigning = section(page, "Campaigning");
	await campaigning.getByRole("button", { name: "Do not use my details for campaigning" }).click();
	await expect(page.getByRole("status").first()).toContainText("We have recorded your objection. Reference ");
	await expect(campaigning).toContainText("you told us not to use your details for campaigning");
	await campaigning.getByRole("button", { name: "Withdraw this objection" }).click();
	await expect(page.getByRole("status").first()).toContainText("You have withdrawn your objection.");

	await page.goto("/preferences");
	await expect(section(page, "Stop all messages")).toContainText("what the law says we must");
	await page.getByRole("button", { name: "Stop all messages" }).click();
	await expect(page.getByRole("status").first()).toContainText("We have stopped all messages.");
	await expect(ticked(page)).toHaveCount(0);
	await page.getByRole("button", { name: "Undo" }).click();
	await expect(page.getByRole("status").first()).toContainText("We have brought back your earlier choices.");
	await expect(ticked(page)).toHaveCount(2);

	await page.goto("/preferences/history");
	await expect(page.getByRole("listitem").filter({ hasText: "You stopped all messages" })).toBeVisible();
	await expect(page.getByRole("listitem").filter({ hasText: "You saved your choices" })).toContainText(
		"Email me about the incidents and my records",
	);
});

test("which way comes first is asked where two are chosen, is saved with a receipt, and asked in Welsh @either", async ({
	page,
}, { project }) => {
	await open(page, `order.${project.name}@example.org`);
	await expect(page.getByText("Which should we try first?")).toHaveCount(0);
	for (const way of ["Email me", "Write to me by post"])
		await page.getByLabel(`${way} about the incidents and my records`).check();
	await page.getByRole("button", { name: "Save these choices" }).click();
	const first = page.getByRole("group", { name: "Which should we try first?" });
	await expect(first.getByRole("radio")).toHaveCount(2);
	await expect(first.getByLabel("Email", { exact: true })).toBeChecked();
	// We have no postal address of theirs, and say so.
	await expect(page.getByText("You asked for letters. Add a postal address.")).toBeVisible();
	await expect(first).toContainText("We can only write to a postal address you have given us.");
	await first.getByLabel("Post", { exact: true }).check();
	await page.getByRole("button", { name: "Save which comes first" }).click();
	await expect(page.getByRole("status").first()).toContainText("We have saved which way comes first.");
	await expect(first.getByLabel("Post", { exact: true })).toBeChecked();
	await page.getByRole("link", { name: "See what was saved" }).click();
	await expect(page.getByRole("row").filter({ hasText: "Which should we try first? Post" })).toContainText("Yes");
	await page.goto("/cy/preferences");
	await expect(page.getByRole("radio", { name: "Post", exact: true })).toBeChecked();
	await expect(page.getByRole("group", { name: "Pa un y dylem roi cynnig arni gyntaf?" })).toBeVisible();
});

test("a consent given in Welsh is saved with the Welsh wording that was shown", async ({ page }) => {
	await open(page, "choices.welsh@example.org");
	await page.goto("/cy/preferences");
	await page.getByLabel("Anfonwch e-bost ataf am y digwyddiadau a’m cofnodion").check();
	await page.getByRole("button", { name: "Cadw’r dewisiadau hyn" }).click();
	await page.getByRole("link", { name: "Gweld beth gafodd ei gadw" }).click();
	await page.waitForURL(/\/cy\/preferences\/history\/cns_/);
	await page.getByRole("link", { name: "English" }).click();
	const wording = page.getByText("Anfonwch e-bost ataf am y digwyddiadau a’m cofnodion");
	await expect(wording).toBeVisible();
	await expect(wording).toHaveAttribute("lang", "cy");
});

test("language and format are saved", async ({ page }) => {
	await open(page, "style@example.org");
	await page.getByLabel("Welsh").check();
	await page.getByLabel("Easy read").check();
	await page.getByRole("button", { name: "Save language and format" }).click();
	await expect(page.getByRole("status").first()).toContainText("We have saved your language and format.");
	await expect(page.getByLabel("Welsh")).toBeChecked();
	await expect(page.getByLabel("Easy read")).toBeChecked();
});

test("a new email address is proven before it is used, and the old one gets a mail @either", async ({ page }, {
	project,
}) => {
	test.slow();
	const address = (name: string) => `${name}.${project.name}@example.org`;
	await open(page, address("reach"));
	await page.getByRole("link", { name: "Add Email" }).click();
	await page.getByLabel("New email address").waitFor();
	await page.getByLabel("New email address").fill("not an address");
	await page.getByRole("button", { name: signInWords.sendCode }).click();
	await expect(problem(page)).toContainText("Enter an email address");
	await page.getByLabel("New email address").fill(address("reach.new"));
	await sendCodeAndEnter(page, address("reach.new"), signInWords.sendCode);
	await page.waitForURL(/\/preferences\?receipt=/);
	await expect(section(page, "Your contact details")).toContainText("r•••@e•••.org");
	const told = (mail: { subject: string }) => mail.subject === "Your contact address was changed";
	const signInMails = mailsTo(address("reach")).filter((mail) => !told(mail)).length;
	expect(told(await mailAfter(address("reach"), signInMails))).toBe(true);

	await page.getByRole("link", { name: "Change Email" }).click();
	await page.getByLabel("New email address").fill(address("reach.newer"));
	const before = mailsTo(address("reach.new")).length;
	await sendCodeAndEnter(page, address("reach.newer"), signInWords.sendCode);
	await page.waitForURL(/\/preferences\?receipt=/);
	const mail = await mailAfter(address("reach.new"), before);
	expect(told(mail)).toBe(true);
	expect(mail.text).not.toContain("newer");

	await page.getByRole("link", { name: "Change Email" }).click();
	await page.getByRole("button", { name: "Remove" }).click();
	await expect(page.getByRole("status").first()).toContainText("We have removed that contact detail.");
	await expect(page.getByRole("link", { name: "Add Email" })).toBeVisible();
});

test("malformed telephone numbers and postal addresses are explained, valid ones are shown masked @only-nojs", async ({
	page,
}, { project }) => {
	await open(page, `numbers.${project.name}@example.org`);
	await page.getByRole("link", { name: "Add Text messages" }).click();
	await page.getByLabel("Mobile number").fill("020 7946 0000");
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await expect(problem(page)).toContainText("Enter a mobile number");
	await expect(page.getByLabel("Mobile number")).toHaveValue("020 7946 0000");
	await page.getByLabel("Mobile number").fill("+44 7700 900123");
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await page.waitForURL(/\/preferences\?receipt=/);
	await expect(page.getByRole("status").first()).toContainText("We have saved your contact details.");
	await expect(section(page, "Your contact details")).toContainText("••••• •••123");
	await expect(page.getByText("07700 900123")).toBeHidden();
	await section(page, "Your contact details").getByText("••••• •••123").click();
	await expect(page.getByText("07700 900123")).toBeVisible();

	await page.getByRole("link", { name: "Add Post" }).click();
	await page.getByRole("button", { name: "Save", exact: true }).click();
	// All that is missing is named at once, the postcode too.
	await expect(problem(page).getByRole("listitem")).toHaveCount(3);
	await page.getByLabel("Address line 1").fill("1 Invented Street");
	await page.getByLabel("Town or city").fill("London");
	await page.getByLabel("Postcode").fill("zz11zz");
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await page.waitForURL(/\/preferences\?receipt=/);
	await expect(section(page, "Your contact details")).toContainText("ZZ1 •••");
});

test("preferences are shown only to signed-in members, and receipts only to their owner", async ({ page }) => {
	await page.goto("/preferences/email");
	await expect(page).toHaveURL(/\/sign-in\?next=\/preferences/);
	await open(page, "receipts@example.org");
	expect((await page.request.get("/preferences/history/cns_0000000000000000")).status()).toBe(404);
	expect((await page.request.get("/preferences/fax")).status()).toBe(404);
});
