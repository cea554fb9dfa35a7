/** Progress that is the same on every page, and paper: how many sheets, and what is on the first. */
import type { Locator, Page } from "@playwright/test";
import { actionIds } from "@/lib/guidance/schema";
import cy from "@/lib/i18n/cy/plan";
import en from "@/lib/i18n/en/plan";
import { affectedPerson } from "../support/demo-people";
import { formOrigin } from "../support/form-fields";
import { signInAt } from "../support/open-session";
import { expect, test } from "../support/page";

/** Returns the number of A4 sheets that a page takes, with margins that are wider than those of browsers. */
async function sheets(page: Page): Promise<number> {
	const margin = { top: "14mm", bottom: "14mm", left: "14mm", right: "14mm" };
	const pdf = await page.pdf({ format: "A4", margin });
	return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Expects parts of a page to end on its first sheet: 182 mm by 269 mm, 96 pixels an inch. */
async function onFirstSheet(page: Page, parts: Locator[]): Promise<void> {
	const size = page.viewportSize();
	await page.setViewportSize({ width: 688, height: 1017 });
	await page.emulateMedia({ media: "print" });
	for (const part of parts) {
		const box = await part.boundingBox();
		expect(box && box.y + box.height, String(part)).toBeLessThan(1017);
	}
	await page.emulateMedia({ media: null });
	if (size) await page.setViewportSize(size);
}

test("a step marked on the answer is marked on guidance, plan and paper, which takes two sheets, and a confirmation one", async ({
	page,
}) => {
	await signInAt(page, "en", affectedPerson(23).email, "/check");
	const first = page.locator("#steps").getByRole("listitem").first();
	const title = (await first.getByRole("heading").textContent()) ?? "";
	await first.getByRole("button", { name: /^Mark as done/ }).click();
	await expect(page.getByText(`Done: ${title}.`)).toBeInViewport();
	const progress = (await page.getByText(/^1 of \d+ steps done$/).textContent()) ?? "";

	await page.goto("/plan/guidance/email-address");
	await expect(page.getByText(progress)).toBeVisible();
	const step = page.locator("#secure-email");
	await expect(step).toContainText("Protect your email account");
	await expect(step).toContainText(title === "Protect your email account" ? "Done" : "To do");
	await step.getByRole("link", { name: /^See it in your plan/ }).click();
	await expect(page).toHaveURL(/\/plan\?step=secure-email#secure-email$/);
	await expect(page.locator("#secure-email")).toBeInViewport();
	await page.goto("/guidance/email-address");
	await expect(page.getByText("See it in your plan")).toHaveCount(0);

	// Whoever prints the plan itself gets no headings of forms.
	await page.goto("/plan");
	await page.emulateMedia({ media: "print" });
	await expect(page.getByRole("heading", { name: en.todo, exact: true })).toBeVisible();
	for (const form of [en.reminder.title, en.keepTitle])
		await expect(page.getByRole("heading", { name: form, exact: true })).toBeHidden();
	await expect(page.getByText(en.nationTitle)).toBeHidden();
	await page.emulateMedia({ media: null });

	await page.goto("/plan/keep");
	await expect(page.locator("#plan").getByText(progress)).toBeVisible();
	expect(await sheets(page)).toBe(2);
	const contacts = page.locator("#contacts");
	for (const number of ["0800 000 0000", "0800 000 0001", "999"]) await expect(contacts).toContainText(number);
	await onFirstSheet(page, [page.getByRole("heading", { name: "Your answer", exact: true }), contacts]);

	await page.goto("/cy/plan/keep");
	await expect(page.locator("#plan").getByText(/^1 o \d+ /)).toBeVisible();
	expect(await sheets(page), "in Welsh").toBe(2);
	await onFirstSheet(page, [page.locator("#contacts")]);
	for (const action of actionIds)
		await page.request.post("/plan/steps", {
			headers: formOrigin(page.url()),
			multipart: { page: "plan", action, state: "done" },
			maxRedirects: 0,
		});
	await page.goto("/cy/plan/keep");
	await expect(page.locator("#plan")).toContainText(cy.allDone);
	await page.goto("/plan/keep");
	await page.emulateMedia({ media: "print" });
	await expect(page.locator("#plan").getByText(en.allDone)).toBeVisible();
	await page.emulateMedia({ media: null });
	expect(await sheets(page), "finished").toBeLessThanOrEqual(2);

	await page.getByLabel("Yes, list the kinds of data").check();
	await page.getByRole("button", { name: "Make a confirmation" }).click();
	await page.getByRole("link", { name: /^Print or send it/ }).click();
	const letter = page.getByRole("article");
	const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/;
	for (const part of [
		"The Meridian Party",
		/Reference: [0-9A-Z-]{19}/,
		"To whom it may concern",
		"Their records were in the affected data",
		/Kinds of data: .*Email address/,
		/Enter the reference [0-9A-Z-]{19}/,
		"Data Protection Officer",
	])
		await expect(letter).toContainText(part);
	expect(await sheets(page)).toBe(1);
	await onFirstSheet(page, [letter]);
	await page.emulateMedia({ media: "print" });
	await expect(page.getByText("Signature:")).toBeHidden();
	await expect(page.getByText(code).first()).toBeVisible();
});
