/** Staff's pages on a phone and on a wide screen. */
import { signInStaffAt } from "../support/open-session";
import { expect, test } from "../support/page";

const lists = ["/staff", "/staff/updates", "/staff/incidents", "/staff/datasets", "/staff/team", "/staff/audit"];

test("on a phone every cell of a staff table begins with the name of its column, and nothing scrolls sideways", async ({
	page,
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await signInStaffAt(page, "admin@example.org", "/staff");
	for (const path of lists) {
		await page.goto(path);
		const cells = await page.locator("main tbody td:visible").evaluateAll((all) =>
			all.map((cell) => {
				const heads = cell.closest("table")?.querySelectorAll("thead :is(th, td)");
				const name = heads?.[(cell as HTMLTableCellElement).cellIndex]?.textContent;
				const { content } = getComputedStyle(cell, "::before");
				return name === (cell as HTMLElement).dataset.label && content !== "none" ? "" : `${name}: ${content}`;
			}),
		);
		expect(cells.filter(Boolean), path).toEqual([]);
		const [wide, seen] = await page.evaluate(() => [
			document.documentElement.scrollWidth,
			document.documentElement.clientWidth,
		]);
		expect(wide, path).toBeLessThanOrEqual(seen ?? 0);
	}
});

test("English and Welsh are side by side, each pair of fields on one line, and one below the other on a phone", async ({
	page,
}) => {
	await page.setViewportSize({ width: 1000, height: 900 });
	await signInStaffAt(page, "publisher@example.org", "/staff");
	await page.goto("/staff/updates/new");
	const box = async (name: string) =>
		(await page.locator(`[name=${name}]`).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
	for (const text of ["title", "summary", "body"]) {
		const [english, welsh] = [await box(`${text}En`), await box(`${text}Cy`)];
		expect(welsh.x, text).toBeGreaterThan(english.x + english.width);
		expect(Math.abs(english.y + english.height - welsh.y - welsh.height), text).toBeLessThan(2);
	}
	await page.setViewportSize({ width: 390, height: 844 });
	expect((await box("titleCy")).y).toBeGreaterThan((await box("bodyEn")).y);
});

test("a list of alike questions has each with its choices on one line of a wide screen", async ({ page }) => {
	await signInStaffAt(page, "publisher@example.org", "/staff/incidents");
	await page.locator("main table a").first().click();
	await page.waitForURL(/incidents\/inc_/);
	const incident = new URL(page.url()).pathname;
	await page.setViewportSize({ width: 1280, height: 900 });
	for (const part of ["findings", "held/member"]) {
		await page.goto(`${incident}/${part}`);
		const lines = await page
			.locator("fieldset.choices-inline")
			.evaluateAll((all) =>
				all.map(
					(group) => new Set([...group.querySelectorAll("input")].map((box) => box.getBoundingClientRect().top)).size,
				),
			);
		expect(lines.length, part).toBeGreaterThan(4);
		expect(new Set(lines), part).toEqual(new Set([1]));
	}
});

test("a reference that a caller reads out is looked up on the desk, by keyboard @nojs", async ({ page }) => {
	await signInStaffAt(page, "publisher@example.org", "/staff");
	const field = page.getByLabel("Reference", { exact: true });
	await field.fill("ABCD-EFGH");
	await field.press("Enter");
	await expect(page.getByRole("main").getByRole("alert")).toContainText("Enter the reference again");
	await expect(field).toHaveValue("ABCD-EFGH");
	await field.fill("sahe m43z");
	await field.press("Enter");
	await expect(page.getByText("We cannot find the reference SAHE M43Z.")).toBeVisible();
});
