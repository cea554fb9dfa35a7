import type { Page } from "@playwright/test";
import { affectedPerson } from "../support/demo-people";
import { formFields, formOrigin } from "../support/form-fields";
import { mailAfter, mailsTo, newBrowserMails } from "../support/mailbox";
import { codeIn, longCodeIn } from "../support/mailed-codes";
import { axe, expect, signInWords, test } from "../support/page";

let count = 0;
/** Returns an address that no test has used in this run. */
const fresh = () => `reader.${process.pid}.${Date.now()}.${count++}@example.org`;
const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");

/** Returns the text of the code page without its two random words and its time. */
const textOf = (page: string) =>
	(/<main[\s\S]*?<\/main>/.exec(page)?.[0] ?? "")
		.replace(/<b[^>]*>\w+ \w+<\/b>/, "")
		.replace(/<time[\s\S]*?<\/time>/, "")
		.replaceAll(/<[^>]*>/g, " ");

/** Requests a code on the present page. Returns the code and its mail once the code page is open. */
async function ask(
	page: Page,
	address: string,
	button: string = signInWords.sendCode,
	label: string = signInWords.address,
) {
	const seen = mailsTo(address).length;
	await page.getByLabel(label).fill(address);
	await page.getByRole("button", { name: button }).click();
	await page.waitForURL((url) => url.pathname.endsWith("/code"));
	const mail = await mailAfter(address, seen);
	return { ...mail, code: codeIn(mail.text) };
}

async function answer(page: Page, code: string, button: string = signInWords.enter, label: string = signInWords.code) {
	await page.getByLabel(label).fill(code);
	await page.getByRole("button", { name: button }).click();
}

/** Enters a wrong code and waits until it is refused. The field is then empty; the alert may be an older one. */
async function wrongly(page: Page, code: string) {
	await answer(page, code);
	await expect(page.getByLabel(signInWords.code)).toHaveValue("");
	await expect(page.locator("main").getByRole("alert")).toContainText("That is not the right code");
}

async function signIn(page: Page, address: string, place: string) {
	await page.goto(`/sign-in?next=${place}`);
	const { code } = await ask(page, address);
	await answer(page, code);
	await page.waitForURL((url) => url.pathname === place);
}

test("a member signs in with an address and a code @either", async ({ page }) => {
	const address = fresh();
	await page.goto("/devices");
	await expect(page).toHaveURL("/sign-in?next=/devices");
	await page.getByLabel(signInWords.address).fill("not an address");
	await page.getByRole("button", { name: signInWords.sendCode }).click();
	await expect(page.locator("main").getByRole("alert")).toContainText("Enter an email address");
	await expect(page).toHaveTitle(/^Error: Check your records/);
	await expect(page.getByLabel(signInWords.address)).toHaveValue("not an address");

	const mail = await ask(page, address);
	await expect(page.getByText(address)).toBeVisible();
	const words = mail.subject.split(": ")[1] as string;
	await expect(page.getByText(words, { exact: true })).toBeVisible();
	const field = page.getByLabel(signInWords.code);
	await expect(field).toHaveAttribute("autocomplete", "one-time-code");
	await expect(field).toHaveAttribute("inputmode", "numeric");
	await answer(page, "12345");
	await expect(page.locator("main").getByRole("alert")).toContainText("Enter the code from our email, in digits");
	await answer(page, wrong(mail.code));
	await expect(page.locator("main").getByRole("alert")).toContainText("That is not the right code");
	await expect(page).toHaveTitle(/^Error: Enter the code/);
	await expect(field).toHaveValue("");

	await answer(page, `${mail.code.slice(0, 3)} – ${mail.code.slice(3)}`);
	await expect(page).toHaveURL("/devices");
	await expect(page.getByText("You are not signed in anywhere else.")).toBeVisible();
});

test("the sign-in pages are the same for addresses in the data and for others", async ({ request, baseURL }) => {
	const answers = [];
	for (const email of [affectedPerson(7).email, fresh()]) {
		const fields = await formFields(request, "/sign-in", "email");
		const answer = await request.post("/sign-in", { headers: formOrigin(baseURL), multipart: { ...fields, email } });
		const text = textOf(await answer.text());
		expect(text).toContain(email);
		answers.push({ status: answer.status(), url: answer.url(), text: text.replaceAll(email, "") });
	}
	expect(answers[0]).toEqual(answers[1]);
});

test("after signing out, no page and no old cookie opens the session @only-nojs", async ({ page, context }) => {
	await signIn(page, fresh(), "/devices");
	const [session] = (await context.cookies()).filter(({ name }) => name === "member");
	expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", expires: -1, path: "/" });

	await page.goto("/identifiers");
	await ask(page, fresh());
	expect((await context.cookies()).map(({ name }) => name).sort()).toEqual([
		"browser",
		"code-address",
		"code-sign-in",
		"member",
	]);
	await page.getByRole("button", { name: signInWords.leave, exact: true }).click();
	await expect(page.getByText("You are signed out.")).toBeVisible();
	const left = (await context.cookies()).map(({ name }) => name);
	expect(left, "only the new token of the form on this page is in this browser").toEqual(["code-sign-in"]);
	await context.addCookies([session as NonNullable<typeof session>]);
	await page.goto("/devices");
	await expect(page).toHaveURL("/sign-in?next=/devices&ended=1");
});

test("sign-in and its mail are in Welsh too @only-nojs", async ({ page }) => {
	await page.goto("/cy/sign-in?next=/identifiers");
	const mail = await ask(page, fresh(), "Anfon cod ataf drwy e-bost", "Cyfeiriad e-bost");
	expect(mail.subject).toMatch(/^Eich cod mewngofnodi: \w+ \w+$/);
	expect(mail.text).toContain("Plaid Meridian");
	await answer(page, mail.code, "Parhau", "Y cod o’n neges e-bost");
	await expect(page).toHaveURL("/cy/identifiers");
	await page.getByRole("button", { name: "Allgofnodi" }).click();
	await expect(page.getByText("Rydych wedi allgofnodi.")).toBeVisible();
});

test("a code does not work in another browser, which says why @only-nojs", async ({ page, browser }) => {
	await page.goto("/sign-in");
	const { code } = await ask(page, fresh());
	const other = await (await browser.newContext()).newPage();
	await other.goto("/sign-in/code");
	await expect(other.getByText("you asked for it in another browser")).toBeVisible();
	await ask(other, fresh());
	await answer(other, code);
	await expect(other.locator("main").getByRole("alert")).toContainText("in the browser where you asked for it");
	await other.context().close();
	await answer(page, code);
	await expect(page).toHaveURL("/check");
});

test("of two addresses that were asked for in two tabs, the first tab says which one it asks for now @only-nojs", async ({
	page,
	context,
}) => {
	const [first, second] = [fresh(), fresh()];
	await page.goto("/sign-in");
	const { code } = await ask(page, first);
	const other = await context.newPage();
	await other.goto("/sign-in");
	const newer = await ask(other, second);
	await answer(page, code);
	await expect(page.locator("main").getByRole("alert")).toContainText("That is not the right code");
	await expect(page.getByText(`We sent a code to ${second}.`)).toBeVisible();
	await expect(page.getByText(first)).toHaveCount(0);
	await answer(page, newer.code);
	await expect(page).toHaveURL("/check");
});

test("the long code of a mail works in another browser, also after the short one was used up @only-nojs", async ({
	page,
	browser,
}) => {
	const address = fresh();
	await page.goto("/sign-in");
	const mail = await ask(page, address);
	for (const by of [1, 2, 3, 4]) await wrongly(page, wrong(mail.code, by));
	await answer(page, wrong(mail.code, 5));
	await expect(page.getByText("That code was entered wrongly too many times.")).toBeVisible();
	const other = await (await browser.newContext()).newPage();
	await other.goto("/sign-in?next=/devices");
	await ask(other, address);
	await answer(other, longCodeIn(mail.text).replace(/.{5}/g, "$& "));
	await expect(other).toHaveURL("/devices");
	await other.context().close();
});

test("five wrong codes end the challenge, and another code can be requested before @either", async ({ page }) => {
	const address = fresh();
	await page.goto("/sign-in");
	const first = await ask(page, address);
	for (const by of [1, 2]) await wrongly(page, wrong(first.code, by));
	await page.getByText("The code has not arrived").click();
	await expect(page.getByText("ask again in an hour, or call our helpline: 0800 000 0000, every day")).toBeVisible();
	await page.getByRole("button", { name: "Send another code" }).click();
	await expect(page.getByText("Only the newest one works.")).toBeVisible();
	const second = codeIn((await mailAfter(address, 1)).text);
	await answer(page, first.code);
	await expect(page.locator("main").getByRole("alert")).toContainText("That code is from an older email");
	await wrongly(page, wrong(second, 4));
	await answer(page, wrong(second, 5));
	await expect(page.getByText("That code was entered wrongly too many times.")).toBeVisible();
	const third = await ask(page, address);
	await answer(page, third.code);
	await expect(page).toHaveURL("/check");
});

test("a used code is refused with its reason, and no return path leaves the site", async ({ page, context }) => {
	await page.goto("/sign-in?next=https://evil.example/");
	const { code } = await ask(page, fresh());
	const asked = await context.cookies();
	await answer(page, code);
	await expect(page).toHaveURL("/check");
	await context.clearCookies();
	await context.addCookies(asked);
	await page.goto("/sign-in/code");
	await expect(page.getByText("That code has already been used.")).toBeVisible();
});

test("further addresses are proven the same way and can be removed @only-nojs", async ({ page }) => {
	const [first, second] = [fresh(), fresh()];
	await signIn(page, first, "/identifiers");
	await expect(page.getByText("This is your only address.")).toBeVisible();
	const { code, subject } = await ask(page, second);
	await expect(page.getByText(subject.split(": ")[1] as string, { exact: true })).toBeVisible();
	await answer(page, code);
	await expect(page.getByText("We have added the address.")).toBeVisible();
	await expect(page.getByText(second)).toBeHidden();
	await page.locator("main summary").nth(1).click();
	await expect(page.getByText(second)).toBeVisible();
	await page.getByRole("button", { name: "Remove" }).nth(1).click();
	await expect(page.getByText("We have removed the address")).toBeVisible();
	await expect(page.getByText("This is your only address.")).toBeVisible();
});

test("a session in another browser is ended from the list of devices @either", async ({ page, browser }) => {
	const address = fresh();
	await signIn(page, address, "/devices");
	const other = await (await browser.newContext()).newPage();
	await signIn(other, address, "/devices");
	await page.reload();
	await expect(page.getByText("First sign-in with this browser")).toHaveCount(2);
	await expect.poll(() => newBrowserMails(address).length, "each of the two is told to the owner").toBe(2);
	await page.getByRole("button", { name: /^Sign out of Chrome/ }).click();
	await expect(page.getByText("We have signed you out of one other browser.")).toBeVisible();
	await other.reload();
	await expect(other).toHaveURL("/sign-in?next=/devices&ended=1");
	await expect(other.getByText("We signed you out")).toBeVisible();
	await other.context().close();
});

test("a browser that has signed in meanwhile finds “Exit this page” on the page for a code too @nojs", async ({
	page,
	baseURL,
}) => {
	const exit = page.getByRole("button", { name: "Exit this page" });
	await page.goto("/sign-in");
	await expect(exit).toBeHidden();
	await ask(page, fresh());
	await expect(exit).toBeHidden();
	await page.context().addCookies([{ name: "member", value: "x", url: baseURL as string }]);
	await page.reload();
	await expect(exit).toBeVisible();
});

test("“Exit this page” ends the session and leaves the site", async ({ page, baseURL }) => {
	await signIn(page, fresh(), "/devices");
	const left = await page.request.post("/exit", {
		headers: { ...formOrigin(baseURL), "Sec-Fetch-Site": "same-origin" },
	});
	expect(left.headers().refresh).toMatch(/^0; url=https:\/\//);
	expect(left.headers()["clear-site-data"]).toContain("storage");
	await page.goto("/devices");
	await expect(page).toHaveURL(/\/sign-in/);
});

test("another site's form cannot sign anybody out", async ({ page, baseURL }) => {
	await signIn(page, fresh(), "/devices");
	const foreign: Record<string, string>[] = [
		{},
		{ origin: "null" },
		{ origin: "https://elsewhere.example" },
		{ referer: "https://elsewhere.example/" },
		{ ...formOrigin(baseURL), "Sec-Fetch-Site": "cross-site" },
	];
	for (const headers of foreign)
		for (const path of ["/sign-out", "/exit"])
			expect((await page.request.post(path, { headers, maxRedirects: 0 })).status()).toBe(403);
	await page.goto("/devices");
	await expect(page).toHaveURL("/devices");
});

test("Auth.js answers only at the provider's callback", async ({ request }) => {
	for (const path of ["session", "signin", "signout", "csrf", "providers", "callback/nobody", "error"]) {
		expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(404);
	}
	const replayed = await request.get("/api/auth/callback/staff?code=a&state=b", { maxRedirects: 0 });
	expect(replayed.headers().location).toBe("/staff/sign-in?problem=account");
});

test("the mailbox of the demo shows what was sent, newest first @either", async ({ page }) => {
	await page.goto("/sign-in");
	const mail = await ask(page, fresh());
	await page.goto("/dev/mailbox");
	await expect(page.getByText(mail.to)).toBeVisible();
	await expect(page.getByRole("heading", { name: mail.subject })).toBeVisible();
	await axe(page);
	expect((await page.request.get("/dev/mailbox?page=9999")).status()).toBe(404);
});
