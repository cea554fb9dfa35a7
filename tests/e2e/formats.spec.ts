/** A member requests another format, staff send it, and both see the state of the request. */
import type { Page } from "@playwright/test";
import { signInAt, signInStaffAt } from "../support/open-session";
import { axe, expect, test } from "../support/page";

const section = (page: Page, title: string | RegExp) =>
	page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title }) });

test("a request for another format reaches staff with its date, is marked sent, reopened and sent again @scripts", async ({
	page,
	browser,
	baseURL,
}, { project }) => {
	test.setTimeout(120_000);
	// Each project requests another format, which no other test requests, because tests run concurrently.
	const format = project.name === "desktop" ? "Large print" : "Audio";
	const address = `format.${project.name}@example.org`;
	await signInAt(page, "en", address, "/check");
	await page.goto("/preferences");
	const style = section(page, "Language and format");
	await style.getByRole("radio", { name: format }).check();
	await style.getByRole("button", { name: "Save language and format" }).click();
	await expect(style).toContainText(/On \d+ \w+ \d{4} you asked for this format: /);
	await expect(style).toContainText(`this format: ${format}. We have not sent it yet.`);

	const { javaScriptEnabled, viewport } = project.use;
	const desk = await (await browser.newContext({ baseURL, javaScriptEnabled, viewport })).newPage();
	await signInStaffAt(desk, "publisher@example.org", "/staff");
	await expect(desk.getByRole("row", { name: /for another format/ })).toContainText("Open the list");
	await desk.getByRole("link", { name: "Formats" }).click();
	await expect(desk.getByRole("heading", { level: 1 })).toHaveText("Accessible formats");
	await desk.getByRole("row", { name: format }).getByRole("link", { name: /^Open/ }).click();
	await expect(desk.getByRole("heading", { level: 1 })).toHaveText(format);
	await expect(desk.locator("main")).toContainText(address);
	await expect(desk.locator("main")).toContainText("Send by");
	expect(desk.url()).not.toContain("@");
	await axe(desk);
	expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	const opened = desk.url();
	await desk.getByRole("button", { name: "Mark as sent" }).click();
	await expect(desk.getByRole("status")).toContainText("Marked as sent.");
	await desk.goto(opened);
	await expect(desk.locator("main")).toContainText("That request is no longer on the list.");
	await page.goto("/preferences");
	await expect(style).toContainText(/We sent it on \d+ \w+ \d{4}\./);

	const sent = section(desk, "Sent recently").getByRole("row", { name: format });
	await sent.getByRole("button", { name: /^Not sent: move back/ }).click();
	await expect(desk.getByRole("status")).toContainText("It is back on the list.");
	await page.goto("/preferences");
	await expect(style).toContainText("We have not sent it yet.");
	await desk.getByRole("row", { name: format }).getByRole("link", { name: /^Open/ }).click();
	await expect(desk.locator("main")).toContainText(address);
	await desk.getByRole("button", { name: "Mark as sent" }).click();
	await expect(desk.getByRole("status")).toContainText("Marked as sent.");
	await desk.context().close();
});
