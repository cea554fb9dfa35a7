import { axe, expect, test } from "../support/page";

test("the site says that it lives and that it is ready", async ({ request }) => {
	for (const [path, words] of [
		["/healthz", "alive\n"],
		["/readyz", "ready\n"],
	]) {
		const answer = await request.get(path as string);
		expect(answer.status()).toBe(200);
		expect(await answer.text()).toBe(words);
		expect(answer.headers()["cache-control"]).toContain("no-store");
	}
});

test("a public page stands @phone @nojs", async ({ page }) => {
	await page.goto("/guidance");
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await axe(page);
});
