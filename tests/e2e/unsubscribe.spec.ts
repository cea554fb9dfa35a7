/** Unsubscribing as a mail program does it (RFC 8058): one POST over HTTP, without a cookie or an origin, and a page for people. */
import { unsubscribeCode } from "@/lib/subscriptions/unsubscribe-code";
import { expect, test } from "../support/page";
import { inSiteDatabase } from "../support/site-database";
import { useKeysOfSite } from "../support/site-folder";
import { askCode, enterCode } from "../support/states/walk";

test("one POST of a mail program ends a subscription, a GET ends none, and both work for ever @only-nojs", async ({
	page,
	playwright,
	baseURL,
}) => {
	await page.goto("/follow");
	const { code } = await askCode(page, "one.click@example.org");
	const made = new Date();
	await enterCode(page, code);
	const { rows } = await inSiteDatabase(
		"select id from subscription where confirmed_at >= $1 order by confirmed_at desc",
		[new Date(made.getTime() - 1_000)],
	);
	useKeysOfSite();
	const address = `/unsubscribe/${unsubscribeCode(rows[0].id)}`;
	const left = async () =>
		(await inSiteDatabase("select count(*)::int as n from subscription where id = $1", [rows[0].id])).rows[0].n;
	const program = await playwright.request.newContext({ baseURL: baseURL ?? "" });
	const opened = await program.get(address, { maxRedirects: 0 });
	expect(opened.status()).toBe(303);
	expect(await left()).toBe(1);
	for (const time of ["once", "again"]) {
		const stopped = await program.post(address, { form: { "List-Unsubscribe": "One-Click" }, maxRedirects: 0 });
		expect([time, stopped.status(), stopped.headers()["set-cookie"]]).toEqual([time, 200, undefined]);
		expect(await left()).toBe(0);
	}
	const forged = await program.post(
		address.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
		{
			form: { "List-Unsubscribe": "One-Click" },
		},
	);
	expect(forged.status()).toBe(404);
	await program.dispose();
	await page.goto(address);
	await page.getByRole("button").first().click();
	await expect(page).toHaveURL(/done=1/);
});
