/** Public pages. */
import { expect, signInWords, test } from "../support/page";

const october = "Was your information in the October data incident?";

test("home says what happened, what is not known and what comes next, and links to the check", async ({ page }) => {
	await page.goto("/");
	await expect(page.getByRole("heading", { level: 1 })).toHaveText(october);
	await expect(page.getByText("Under investigation")).toBeVisible();
	await expect(page.getByText(/Next update by /)).toBeVisible();
	for (const title of ["What we know", "What we do not know yet", "What we are doing"])
		await expect(page.getByRole("heading", { level: 3, name: title })).toBeVisible();
	for (const title of ["Updates", "Stay safe now", "Other incidents"])
		await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
	await expect(page.getByText("report@phishing.gov.uk")).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	await page.getByRole("main").getByRole("link", { name: "Check your records" }).click();
	await expect(page).toHaveURL(/\/sign-in$/);
	await page.goBack();
	await page.getByRole("link", { name: "I do not use email" }).click();
	await expect(page).toHaveURL(/\/guidance\/without-email$/);
});

test("every public page is in Welsh too, and the language link keeps the page", async ({ page }) => {
	await page.goto("/incidents/may-2020-fundraising-supplier");
	await page.getByRole("link", { name: "Cymraeg" }).click();
	await expect(page).toHaveURL(/\/cy\/incidents\/may-2020-fundraising-supplier$/);
	await expect(page.locator("html")).toHaveAttribute("lang", "cy");
	await expect(page.getByRole("heading", { level: 2, name: "Y ffeithiau" })).toBeVisible();
	await page.getByRole("link", { name: "English" }).click();
	await expect(page).toHaveURL(/\/incidents\/may-2020-fundraising-supplier$/);
});

test("English is at the root only: /en redirects there permanently, other languages are not found", async ({
	request,
}) => {
	const english = await request.get("/en/updates", { maxRedirects: 0 });
	expect([english.status(), english.headers().location]).toEqual([308, "/updates"]);
	expect((await request.get("/fr/updates")).status()).toBe(404);
});

test("an incident page says when, where, how certain, whose data and which authorities were told", async ({ page }) => {
	await page.goto("/incidents/may-2020-fundraising-supplier");
	const fact = (name: string) => page.locator("dl > div").filter({ has: page.getByText(name, { exact: true }) });
	await expect(fact("When it happened")).toContainText("14 May 2020");
	await expect(fact("When we found out")).toContainText("16 July 2020");
	await expect(fact("Responsible for the data")).toContainText("The Meridian Party");
	await expect(fact("Where it happened")).toContainText("Lanternfold Giving Ltd");
	await expect(page.getByRole("row", { name: /Copied/ })).toContainText("Confirmed");
	await expect(page.getByRole("row", { name: /Changed/ })).toContainText("Ruled out");
	await page.locator("#authorities > summary").click();
	await expect(page.getByRole("row", { name: /ICO/ })).toContainText("17 July 2020");
	const nearly = page.getByText("In the data of nearly everyone:").locator("..");
	await expect(nearly.getByRole("link", { name: /^email address$/i })).toHaveAttribute(
		"href",
		"/guidance/email-address",
	);
	await page.getByText("Donors", { exact: true }).click();
	await expect(page.getByText("You gave it to us when you made a donation.")).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("on a phone an incident's page fits 4,000 px, and what nearly everyone's data held comes before what differs", async ({
	page,
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	for (const prefix of ["", "/cy"]) {
		await page.goto(`${prefix}/incidents/october-2021-supplier-incident`);
		expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(4_000);
		await expect(page.getByRole("main").locator(".button-primary")).toBeInViewport();
	}
	await page.goto("/incidents/october-2021-supplier-incident");
	const held = (await page.locator("#held").textContent()) ?? "";
	expect(held.indexOf("nearly everyone")).toBeLessThan(held.indexOf("Members"));
	await page.getByText("Voters", { exact: true }).click();
	await expect(page.getByText("The same as for nearly everyone.")).toBeVisible();
});

test("an incident without personal data offers no check", async ({ page }) => {
	await page.goto("/incidents/november-2019-website-attack");
	await expect(page.getByText("No personal information was involved.").first()).toBeVisible();
	await expect(page.getByRole("main").getByRole("link", { name: "Check your records" })).toHaveCount(0);
});

test("React runs under the policy of staff pages: a form with an error is answered without a new document", async ({
	page,
}) => {
	await page.goto("/staff/sign-in");
	await page.waitForLoadState("networkidle");
	await page.evaluate(() => Object.assign(window, { kept: true }));
	await page.getByRole("button", { name: signInWords.sendCode }).click();
	await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeFocused();
	expect(await page.evaluate(() => (window as unknown as { kept?: boolean }).kept)).toBe(true);
});

test("the 404 page helps in both languages, with the organisation's contacts", async ({ page }) => {
	const answer = await page.goto("/cy/dim-yma");
	expect(answer?.status()).toBe(404);
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ni allwn ddod o hyd i’r dudalen honno");
	await expect(page.getByText("We cannot find that page")).toBeVisible();
	for (const [number, words] of [
		["0800 000 0000", "Telephone"],
		["0800 000 0001", "If you are worried about your safety"],
	] as const) {
		await expect(page.getByText(words)).toBeVisible();
		await expect(page.getByRole("link", { name: number })).toHaveCount(2);
		for (const link of await page.getByRole("link", { name: number }).all())
			await expect(link).toHaveAttribute("href", `tel:${number.replaceAll(" ", "")}`);
	}
});

test("the accent colour comes from the organisation's settings, in both colour schemes", async ({ page, request }) => {
	expect(await (await request.get("/theme.css")).text()).toMatch(/#5b2a6f.*prefers-color-scheme:dark.*#d6b1e6/);
	await page.emulateMedia({ colorScheme: "dark" });
	await page.goto("/");
	const accent = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent"));
	expect(await accent()).toBe("#d6b1e6");
	await page.emulateMedia({ colorScheme: "light" });
	expect(await accent()).toBe("#5b2a6f");
});
