// Every state of sign-in and of the pages about sessions, identifiers and preferences.

import { signInAt } from "../open-session";
import { expect } from "../page";
import { addSentMessage } from "../sent-message";
import { inSiteDatabase } from "../site-database";
import { askCode, enterCode, field, send, sendWrong, stopReminder, type Walk, wrongCode } from "./walk";

const problems = ["exhausted", "used", "unknown", "account"];

export const signInWalks: Walk[] = [
	{
		name: "signing in",
		shows: {
			"/sign-in": ["empty", "signed out", "ended", ...problems, "nothing typed", "no address"],
			"/sign-in/code": ["sent", "nothing typed", "wrong code", "another sent", "busy", "expired"],
		},
		async walk({ page, number, see, go }) {
			for (const [state, query] of [
				["empty", ""],
				["signed out", "?signed-out=1"],
				["ended", "?ended=1"],
				...problems.map((problem) => [problem, `?problem=${problem}`] as const),
			] as const) {
				await go(`/sign-in${query}`);
				await see("/sign-in", state);
			}
			await go("/sign-in");
			await sendWrong(page, "email");
			await see("/sign-in", "nothing typed");
			await field(page, "email").fill("no address");
			await sendWrong(page, "email");
			await see("/sign-in", "no address");
			const { code, words } = await askCode(page, `every.state.${number}@example.org`);
			await see("/sign-in/code", "sent");
			await sendWrong(page, "code");
			await see("/sign-in/code", "nothing typed");
			await field(page, "code").fill(wrongCode(code));
			await sendWrong(page, "code");
			await see("/sign-in/code", "wrong code");
			await page.locator("main form").last().locator("button").click();
			await page.waitForURL(/[?&]sent=/);
			await see("/sign-in/code", "another sent");
			await inSiteDatabase("update challenge set busy = true where words = $1", [words]);
			await page.reload();
			await see("/sign-in/code", "busy");
			await inSiteDatabase("update challenge set expires_at = now() - interval '1 minute' where words = $1", [words]);
			await field(page, "code").fill(code);
			await sendWrong(page, "code");
			await see("/sign-in/code", "expired");
		},
	},
	{
		name: "addresses and devices",
		shows: {
			"/devices": ["only here", "signed out elsewhere"],
			"/identifiers": ["one address", "no address", "added", "two addresses", "removed"],
			"/identifiers/code": ["sent", "wrong code"],
		},
		async walk({ page, locale, number, see, go }) {
			await signInAt(page, locale, `every.device.${number}@example.org`, "/devices");
			await see("/devices", "only here");
			await go("/devices?done=2");
			await see("/devices", "signed out elsewhere");
			await go("/identifiers");
			await see("/identifiers", "one address");
			await field(page, "email").fill("no address");
			await sendWrong(page, "email");
			await see("/identifiers", "no address");
			const { code } = await askCode(page, `every.second.${number}@example.org`);
			await see("/identifiers/code", "sent");
			await field(page, "code").fill(wrongCode(code));
			await sendWrong(page, "code");
			await see("/identifiers/code", "wrong code");
			await enterCode(page, code);
			await see("/identifiers", "added");
			await page.locator("main summary").first().click();
			await see("/identifiers", "two addresses");
			await page.locator("main table button").last().click();
			await page.waitForURL(/done=removed/);
			await see("/identifiers", "removed");
		},
	},
	{
		name: "preferences",
		shows: {
			"/preferences": ["nothing chosen", "saved", "everything stopped", "format asked for", "reachable"],
			"/plan": ["no way chosen", "reminder by telephone"],
			"/preferences/history": ["empty", "three entries"],
			"/messages": ["none", "one"],
			"/preferences/history/[record]": ["receipt"],
			"/preferences/[channel]": ["text", "text, wrong", "telephone", "post", "post, nothing typed", "text in use"],
			"/preferences/email": ["new", "nothing typed", "code lost"],
			"/preferences/email/code": ["sent", "wrong code"],
		},
		async walk({ page, locale, number, see, go }) {
			await signInAt(page, locale, `every.choice.${number}@example.org`, "/preferences");
			await see("/preferences", "nothing chosen");
			await go("/preferences/history");
			await see("/preferences/history", "empty");
			await go("/preferences");
			// Email and text, so that the page asks which comes first.
			for (const at of [0, 1]) await page.locator("main [type=checkbox]").nth(at).check();
			await send(page, "incident[]");
			await page.waitForURL(/receipt=/);
			await see("/preferences", "saved");
			const receipt = new URL(page.url()).searchParams.get("receipt");
			await go("/messages");
			await see("/messages", "none");
			const { rows } = await inSiteDatabase("select person_id from consent_record where id = $1", [receipt]);
			await addSentMessage({ to: rows[0].person_id });
			await go("/messages");
			await see("/messages", "one");
			await go(`/preferences?receipt=${receipt}`);
			await page.locator("main [role=status] a[href*=history]").click();
			await page.waitForURL(/\/history\//);
			await see("/preferences/history/[record]", "receipt");
			await go("/preferences");
			await page.locator("#stop button").click();
			await page.waitForURL(/receipt=/);
			await see("/preferences", "everything stopped");
			await go("/preferences");
			await page.locator("main [name=format][value=easy-read]").check();
			await send(page, "format");
			await page.waitForURL(/receipt=/);
			await see("/preferences", "format asked for");
			for (const channel of ["text", "telephone", "post"]) {
				await go(`/preferences/${channel}`);
				await see("/preferences/[channel]", channel);
			}
			await sendWrong(page, "line1");
			await see("/preferences/[channel]", "post, nothing typed");
			await go("/preferences/text");
			await field(page, "number").fill("020 7946 0000");
			await sendWrong(page, "number");
			await see("/preferences/[channel]", "text, wrong");
			await field(page, "number").fill("07700 900123");
			await send(page, "number");
			await page.waitForURL(/receipt=/);
			await see("/preferences", "reachable");
			await go("/preferences/text");
			await see("/preferences/[channel]", "text in use");
			await go("/preferences/history");
			await expect(page.locator("main li")).not.toHaveCount(0);
			await see("/preferences/history", "three entries");
			await go("/preferences/telephone");
			await field(page, "number").fill("020 7946 0000");
			await send(page, "number");
			await page.waitForURL(/receipt=/);
			await go("/plan");
			await field(page, "when").first().check();
			await sendWrong(page, "when");
			await see("/plan", "no way chosen");
			await page.locator("main [name=by][value=telephone]").check();
			await send(page, "when");
			await stopReminder(page).waitFor();
			await see("/plan", "reminder by telephone");
			// Stops the reminder, because other tests expect an empty queue.
			await stopReminder(page).click();
			await expect(stopReminder(page)).toHaveCount(0);
			await go("/preferences/email?problem=1");
			await see("/preferences/email", "code lost");
			await go("/preferences/email");
			await see("/preferences/email", "new");
			await sendWrong(page, "email");
			await see("/preferences/email", "nothing typed");
			const { code } = await askCode(page, `every.reach.${number}@example.org`);
			await see("/preferences/email/code", "sent");
			await field(page, "code").fill(wrongCode(code));
			await sendWrong(page, "code");
			await see("/preferences/email/code", "wrong code");
		},
	},
];
