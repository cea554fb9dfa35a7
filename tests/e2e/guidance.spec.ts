import { facts } from "@/lib/guidance/national-contacts";
import { topicSlugs } from "@/lib/guidance/schema";
import { routes } from "../house/routes";
import { signInAt } from "../support/open-session";
import { expect, test } from "../support/page";

const standing = ["/guidance", "/verify", "/privacy", "/accessibility", "/cookies", "/contact"];
const pages = [...standing, ...topicSlugs.map((slug) => `/guidance/${slug}`)];

test("every guidance page says in both languages what we will never ask for", async ({ request }) => {
	for (const path of pages) {
		expect(await (await request.get(path)).text(), path).toContain("We never ask");
		expect(await (await request.get(`/cy${path}`)).text(), path).toContain("Ni fyddwn byth");
	}
});

test("every number on a public page can be pressed, in both languages", async ({ request }) => {
	const all = Object.values(facts).flatMap((fact) => {
		if ("telephone" in fact) return [fact.telephone];
		return "sms" in fact ? [fact.sms] : [];
	});
	// Those two are dialled before another number, and nothing by themselves.
	const numbers = all.filter((number) => !["18001", "18002"].includes(number));
	const others = numbers.map((number) => number.replaceAll(" ", "[ \\u00a0]")).join("|");
	const number = new RegExp(`(?<![\\w,.£/-])(?:${others}|0800 000 000\\d)(?![\\w,-]|\\.\\d)`, "g");
	const faults: string[] = [];
	for (const { path, example = path, audience } of routes)
		for (const address of audience === "public" ? [example, `/cy${example}`] : []) {
			const html = await (await request.get(address)).text();
			const text = html
				.slice(html.indexOf("<main"), html.indexOf("</main>"))
				.replace(/<a [^>]*href="(?:tel|sms):[^>]*>[\s\S]*?<\/a>/g, "")
				.replaceAll("<!-- -->", "")
				.replace(/<[^>]+>/g, " ");
			for (const [found] of text.matchAll(number)) faults.push(`${address}: ${found}`);
		}
	expect(faults).toEqual([]);
});

test("the overview links to a category page with its first actions, and that page to its Welsh version", async ({
	page,
}) => {
	await page.goto("/guidance");
	await page.getByRole("link", { name: "Bank details", exact: true }).click();
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("If your bank details were in the data");
	await expect(page.getByText("Watch your bank account")).toBeVisible();
	await expect(page.getByRole("link", { name: "159" }).first()).toHaveAttribute("href", "tel:159");
	await page.getByRole("link", { name: "Cymraeg" }).click();
	await expect(page).toHaveURL(/\/cy\/guidance\/bank-details$/);
	await expect(page.getByRole("heading", { level: 1 })).toHaveText("Os oedd eich manylion banc yn y data");
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test("invented scam messages are labelled, and have no working links", async ({ page }) => {
	await page.goto("/guidance/spotting-scams");
	const examples = page.getByRole("figure");
	await expect(examples).toHaveCount(3);
	for (const example of await examples.all()) {
		await expect(example).toContainText("A made-up example of a scam");
		await expect(example).toContainText("What gives it away");
		await expect(example.getByRole("link")).toHaveCount(0);
	}
});

test("telephone numbers that differ by nation name their nation", async ({ page }) => {
	await page.goto("/guidance");
	const fraud = page.getByRole("listitem").filter({ hasText: "Report Fraud" });
	await expect(fraud).toContainText("(England, Wales and Northern Ireland) or Police Scotland, 101 (Scotland)");
	await expect(page.getByText("Last reviewed on")).toContainText("England, Wales, Scotland and Northern Ireland");
});

test("the cookies page names every cookie of sign-in, and public pages set none", async ({ page, context }) => {
	await page.goto("/cookies");
	expect(await context.cookies()).toEqual([]);
	await expect(page.getByRole("rowheader", { name: "member", exact: true })).toBeVisible();
	await expect(page.getByRole("rowheader", { name: "code-sign-in", exact: true })).toBeVisible();
});

test("an unknown topic is a 404 page", async ({ page }) => {
	const answer = await page.goto("/guidance/horoscopes");
	expect(answer?.status()).toBe(404);
});

test("the page on safety is left by its button, and by Shift pressed three times with nothing between @nojs", async ({
	context,
}, { project }) => {
	// Another page, because the test's own page fails if another site is requested.
	const page = await context.newPage();
	await context.route("https://www.example.org/**", (route) =>
		route.fulfill({ body: "Sunny", contentType: "text/html" }),
	);
	await page.goto("/guidance/safety");
	await expect(page.getByRole("link", { name: "Your answer" })).toBeHidden();
	if (project.name !== "no-javascript") {
		await expect(page.locator("html")).toHaveAttribute("data-enhanced");
		await page.keyboard.press("Shift");
		await page.keyboard.press("Shift");
		await expect(page.getByText("press Shift once more")).toBeVisible();
		await page.keyboard.press("Shift+A");
		await expect(page.getByText("Exit this page: press Shift")).toHaveCount(0);
		for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
		await expect(page.getByText("Sunny")).toBeVisible();
		await page.goto("/cy/guidance/safety");
		await page.getByRole("button", { name: "Gadael y dudalen hon" }).click();
	} else await page.getByRole("button", { name: "Exit this page" }).click();
	await expect(page.getByText("Sunny")).toBeVisible();
});

test("public pages show the way back and the exit to whoever is signed in, and are the same for everybody @nojs", async ({
	page,
}, { project }) => {
	// Not a page that changes when another test publishes.
	const path = "/cookies";
	const before = await (await page.request.get(path)).text();
	await page.goto(path);
	await expect(page.getByRole("button", { name: "Exit this page" })).toBeHidden();
	await signInAt(page, "en", `reader.${project.name}@example.org`, "/check");
	await page.goto(path);
	await expect(page.getByRole("button", { name: "Exit this page" })).toBeVisible();
	await page.getByRole("link", { name: "Your answer" }).click();
	await expect(page).toHaveURL(/\/check$/);
	expect(await (await page.request.get(path)).text()).toBe(before);
});
