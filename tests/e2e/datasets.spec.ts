import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { sampleStaff } from "@/db/demo/samples";
import { sendCodeAndEnter } from "../support/journey";
import { axe, expect, test } from "../support/page";

const emailOf = (role: string) => sampleStaff.find((each) => each.roles.some((held) => held === role))?.email ?? "";

async function signInStaff(page: Page, role: string): Promise<void> {
	await page.goto("/staff/sign-in?next=/staff/datasets");
	await page.getByLabel("Work email address").fill(emailOf(role));
	await sendCodeAndEnter(page, emailOf(role), "Email me a code");
	await page.waitForURL("/staff/datasets");
}

const table = [
	"Ref;Vorname;Name;E-mail;Status;Password",
	"MP900001;Zoë;Smith;zoe.e2e@example.org;Member;x",
	"MP900002;Björn;Jones;bjorn.e2e at example.org;Ex-member;y",
	";Kit;Brown;;Donor;z",
	"MP900003;Sam;Green;sam.e2e@example.org;Member;w",
].join("\r\n");

test.describe.configure({ timeout: 120_000 });

test("a table goes from upload to answers through two people, and back out @nojs", async ({
	page,
	browser,
	baseURL,
}, info) => {
	const name = `Visitors ${info.project.name}`;
	await signInStaff(page, "data-lead");
	await axe(page);
	await page.getByRole("button", { name: "Add the dataset" }).click();
	await expect(page.getByText("Enter a name for the dataset").first()).toBeVisible();
	// An incident without data, so that nobody else's answer changes.
	await page
		.getByLabel("Incident")
		.selectOption({ index: (await page.getByLabel("Incident").locator("option").count()) - 1 });
	await page.getByLabel("Name of the dataset").fill(name);
	await page.getByLabel("This is the whole table").check();
	await page.getByRole("button", { name: "Add the dataset" }).click();
	await expect(page.getByText("The dataset was added")).toBeVisible();

	const upload = async (file: string, buffer: Buffer) => {
		const field = page.getByLabel(`Upload a table to ${name}`);
		await field.setInputFiles({ name: file, mimeType: "text/csv", buffer });
		await page.locator("form", { has: field }).getByRole("button", { name: "Upload the table" }).click();
	};
	await upload("table.xlsx", Buffer.from("504b030414000600", "hex"));
	await expect(page.getByText("save the one table as CSV")).toBeVisible();
	await page.getByRole("link", { name: "All datasets" }).click();

	await upload("table.csv", Buffer.from(table, "latin1"));
	await expect(page.getByLabel("Encoding")).toHaveValue("windows-1252");
	await expect(page.getByLabel("Columns parted by")).toHaveValue(";");
	await expect(page.getByLabel("E-mail")).toHaveValue("identifier:email");
	await expect(page.getByLabel("Password")).toHaveValue("category:password");
	await expect(page.getByText("Zoë").first()).toBeVisible();
	await axe(page);
	// The guess is corrected.
	await page.getByLabel("Vorname").selectOption("name:given");
	await page.getByLabel("Name", { exact: true }).selectOption("name:family");
	await page.getByRole("button", { name: "Check the file" }).click();
	await expect(page.getByRole("heading", { name: "What is in it" })).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole("row", { name: /Not an email address E-mail 1 3/ })).toBeVisible();
	await expect(page.getByText("You imported this version, so somebody else has to activate it")).toBeVisible();
	await axe(page);
	const version = page.url();

	await page.getByRole("link", { name: "See them row by row" }).click();
	await expect(page.getByRole("row", { name: "4 the whole row Nothing this person can be found by" })).toBeVisible();
	const csv = await page.request.get(`${version}/problems/download`);
	expect(await csv.text()).toBe(
		'\ufeffRow,Column,Reason\r\n3,"E-mail","Not an email address"\r\n4,"","Nothing this person can be found by"\r\n',
	);
	// The rows themselves come out of the same file, and out of no other.
	const giveAgain = async (content: string) => {
		await page
			.getByLabel("Give the same file again, and get back the rows to correct")
			.setInputFiles({ name: "table.csv", mimeType: "text/csv", buffer: Buffer.from(content, "latin1") });
		await page.getByRole("button", { name: "Get the rows" }).click();
	};
	await giveAgain(table.replace("Kit", "Pat"));
	await expect(page.getByText("This is not the file that was imported")).toBeVisible();
	await axe(page);
	const download = page.waitForEvent("download");
	await giveAgain(table);
	const rows = await download;
	expect(rows.suggestedFilename()).toBe("rows-to-correct-of-version-2.csv");
	expect(readFileSync(await rows.path(), "utf8")).toBe(
		[
			'\ufeff"Row in the file","What to correct","Ref","Vorname","Name","E-mail","Status","Password"',
			'3,"E-mail: Not an email address","MP900002","Björn","Jones","bjorn.e2e at example.org","Ex-member","y"',
			'4,"Nothing this person can be found by","","Kit","Brown","","Donor","z"',
			"",
		].join("\r\n"),
	);

	const other = await (
		await browser.newContext({ baseURL, javaScriptEnabled: info.project.use.javaScriptEnabled ?? true })
	).newPage();
	await signInStaff(other, "admin");
	await other.goto(version);
	await other.getByRole("button", { name: "Activate version 2" }).click();
	await expect(other.getByText("This version answers people from now on.")).toBeVisible();
	await other.getByRole("button", { name: "Withdraw version 2" }).click();
	await expect(other.getByText("Tick the box to say that you are sure.")).toBeVisible();
	await other.getByLabel("Yes, drop version 2 for good").check();
	await other.getByRole("button", { name: "Withdraw version 2" }).click();
	await expect(other.getByText("The version was withdrawn and its data is gone.")).toBeVisible();
	await other.context().close();
});

test("an upload from another site is refused", async ({ page, baseURL }) => {
	await signInStaff(page, "data-lead");
	const answer = await page.request.post("/staff/datasets/upload", {
		headers: { origin: "https://evil.example" },
		multipart: { dataset: "dst_x", file: { name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("Email\n") } },
		maxRedirects: 0,
	});
	expect(answer.status()).toBe(303);
	expect(new URL(answer.headers().location ?? "", baseURL).search).toBe("?problem=origin");
});
