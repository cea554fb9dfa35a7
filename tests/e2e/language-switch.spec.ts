/** On a page with a form, a button of the form switches the language and keeps the page, its query and the typed text. */

import type { Page } from "@playwright/test";
import { affectedPerson } from "../support/demo-people";
import { formOrigin } from "../support/form-fields";
import { signInAt } from "../support/open-session";
import { expect, test } from "../support/page";
import { inSiteDatabase } from "../support/site-database";
import { ownRecord } from "../support/states/answers";
import { askCode, field, sendWrong } from "../support/states/walk";

const welsh = (page: Page) => page.getByRole("button", { name: "Cymraeg" });
const cookie = async (page: Page) => (await page.context().cookies()).find(({ name }) => name === "typed");

/** Types into fields, switches the language and back, and expects the typed text each time. */
async function keeps(page: Page, typed: Record<string, string>): Promise<void> {
	const { pathname, search } = new URL(page.url());
	for (const [name, value] of Object.entries(typed)) await field(page, name).fill(value);
	for (const [button, path, lang] of [
		["Cymraeg", `/cy${pathname}`, "cy"],
		["English", pathname, "en"],
	] as const) {
		await page.getByRole("button", { name: button, exact: true }).click();
		await expect(page.locator("html")).toHaveAttribute("lang", lang);
		expect(new URL(page.url()).pathname).toBe(path);
		expect(decodeURIComponent(new URL(page.url()).search)).toBe(search);
		for (const [name, value] of Object.entries(typed)) await expect(field(page, name), name).toHaveValue(value);
	}
}

test("sign-in keeps the typed address and the return path, once @nojs", async ({ page }) => {
	await page.goto("/sign-in?next=/plan");
	await keeps(page, { email: "reader.of.both@example.org" });
	expect(await cookie(page), "forgotten as soon as it was shown").toBeUndefined();
	expect(page.url()).not.toContain("reader");
	await page.goto("/sign-in?next=/plan");
	await expect(field(page, "email")).toHaveValue("");
});

test("the button is a target of 24 px, and Enter in the field sends the form instead @either", async ({ page }) => {
	await page.goto("/sign-in");
	const box = await welsh(page).boundingBox();
	expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
	await field(page, "email").fill("no address");
	await field(page, "email").press("Enter");
	await expect(page.locator("main [role=alert]")).toContainText("Enter an email address");
	await expect(page).toHaveURL(/\/sign-in/);
	await welsh(page).click();
	await expect(field(page, "email")).toHaveValue("no address");
	await expect(page.locator("main [role=alert]")).toHaveCount(0);
});

test("a one-time code is not kept", async ({ page }) => {
	await page.goto("/sign-in?next=/plan");
	await askCode(page, `switching.code.${test.info().project.name}@example.org`);
	await field(page, "code").fill("123456");
	await page.getByRole("link", { name: "Cymraeg" }).click();
	await expect(page).toHaveURL("/cy/sign-in/code?next=/plan");
	await expect(field(page, "code")).toHaveValue("");
	expect(await cookie(page)).toBeUndefined();
});

test("the forms of members keep what was typed @only-nojs", async ({ page }) => {
	test.slow();
	await signInAt(page, "en", `switching.forms.${test.info().project.name}@example.org`, "/identifiers");
	await keeps(page, { email: "another@example.org" });
	for (const [path, typed] of [
		["/preferences/email", { email: "reach.me@example.org" }],
		["/preferences/text", { number: "07700 900123" }],
		["/preferences/telephone", { number: "020 7946 0000" }],
		[
			"/preferences/post",
			{ line1: "1 Any Street", line2: "Flat “B”", town: "Caerdydd", postcode: "ZZ1 1ZZ", country: "Ŵ" },
		],
	] as const) {
		await page.goto(path);
		await keeps(page, typed);
	}
});

test("what a claim is by and its fields are kept, and Enter submits the kind that is chosen @either", async ({
	page,
}) => {
	test.slow();
	const person = affectedPerson(test.info().project.name === "desktop" ? 48 : 49);
	const { partition, record, hints } = await ownRecord(page, "en", person.email);
	const set = "update exposure.record set hints = $3 where partition = $1 and record = $2";
	await inSiteDatabase(set, [partition, record, Buffer.from("broken")]);
	try {
		await page.goto("/check/match");
		await page.getByLabel("Name and postcode").check();
		await keeps(page, { name: "Ŵyn Dŵr", postcode: "ZZ1" });
		await page.getByLabel("Telephone number", { exact: true }).check();
		await field(page, "telephone").fill("nonsense");
		await field(page, "telephone").press("Enter");
		await expect(page.locator("main [role=alert]")).toContainText("Enter a telephone number");
		await expect(page.getByText("You have 5 tries left today.")).toBeVisible();
	} finally {
		await inSiteDatabase(set, [partition, record, hints]);
	}
});

test("a confirmation's code is kept, and a text too long for a cookie is not @only-nojs", async ({ page }) => {
	await page.goto("/verify/confirmation");
	await keeps(page, { code: "0000-0000-0000-0000" });
	await sendWrong(page, "code");
	await keeps(page, { code: "0000-0000-0000-0000" });
	const noise = Array.from({ length: 900 }, (_, at) => Math.imul(at + 1, 2_654_435_761).toString(36)).join("");
	await field(page, "code").fill(noise);
	await welsh(page).click();
	await expect(page).toHaveURL("/cy/verify/confirmation");
	await expect(field(page, "code")).toHaveValue("");
});

test("no form field redirects to another site, and another site's form stores nothing", async ({
	request,
	baseURL,
}) => {
	for (const [said, leads] of [
		["//evil.example", "/cy"],
		["https://evil.example/sign-in", "/cy"],
		["/sign-in/code", "/cy"],
		["/sign-in?next=/plan", "/cy/sign-in?next=%2Fplan"],
	] as const) {
		const answer = await request.post("/language", {
			headers: formOrigin(baseURL),
			form: { switch: said, email: "a@b.example" },
			maxRedirects: 0,
		});
		expect([answer.status(), answer.headers().location]).toEqual([303, leads]);
	}
	const [kept] = (await request.storageState()).cookies.filter(({ name }) => name === "typed");
	expect(kept).toMatchObject({ httpOnly: true, sameSite: "Lax" });
	expect(decodeURIComponent(kept?.value ?? "")).not.toContain("b.example");
	expect((kept?.expires ?? 0) - Date.now() / 1000).toBeLessThan(301);
	const foreign = await request.post("/language", {
		form: { switch: "/sign-in", email: "a@b.example" },
		headers: { ...formOrigin(baseURL), "Sec-Fetch-Site": "cross-site" },
		maxRedirects: 0,
	});
	expect([foreign.status(), foreign.headers()["set-cookie"]]).toEqual([403, undefined]);
});

test("on pages without a form a link keeps the query @only-nojs", async ({ page }) => {
	await signInAt(page, "en", `switching.query.${test.info().project.name}@example.org`, "/plan");
	await page.goto("/plan/keep?print=large");
	await page.getByRole("link", { name: "Cymraeg" }).click();
	await expect(page).toHaveURL("/cy/plan/keep?print=large");
});

test("a request that no form of ours sends redirects to home in the other language", async ({ request, baseURL }) => {
	const headers = { ...formOrigin(baseURL), "content-type": "application/json" };
	const answer = await request.post("/language", { headers, data: "{", maxRedirects: 0 });
	expect([answer.status(), answer.headers().location]).toEqual([303, "/cy"]);
	expect(answer.headers()["set-cookie"]).toBeUndefined();
});
