// Every state of the public pages.
import { topicSlugs } from "@/lib/guidance/schema";
import { newReference } from "@/lib/messages/message-reference";
import { expect } from "../page";
import { addSentMessage, sentMessageText } from "../sent-message";
import { askCode, enterCode, field, send, sendWrong, unfold, type Walk, wrongCode } from "./walk";

const incidents = ["october-2021-supplier-incident", "may-2020-fundraising-supplier", "november-2019-website-attack"];
/** Two pages with collapsed text. */
const folded = { incident: "may-2020-fundraising-supplier", update: "membership-website-unavailable" };
const updates = { plain: "authorities-told", corrected: folded.update };
const standing = ["accessibility", "contact", "cookies", "guidance", "privacy", "updates", "verify", "verify/fakes"];

export const publicWalks: Walk[] = [
	{
		name: "reading",
		shows: {
			"/": ["home"],
			...Object.fromEntries(standing.map((page) => [`/${page}`, ["as it stands"]])),
			"/incidents/[slug]": [...incidents, "unfolded"],
			"/updates/[slug]": [...Object.keys(updates), "unfolded"],
			"/not-found": ["no such page", "no such update"],
		},
		async walk({ page, see, go }) {
			await go("/");
			await see("/", "home");
			for (const page of standing) {
				await go(`/${page}`);
				await see(`/${page}`, "as it stands");
			}
			for (const slug of incidents) {
				await go(`/incidents/${slug}`);
				await see("/incidents/[slug]", slug);
			}
			for (const [state, slug] of Object.entries(updates)) {
				await go(`/updates/${slug}`);
				await see("/updates/[slug]", state);
			}
			for (const [route, slug] of [
				["/incidents", folded.incident],
				["/updates", folded.update],
			] as const) {
				await go(`${route}/${slug}`);
				await expect(page.locator("main details")).not.toHaveCount(0);
				await unfold(page);
				await see(`${route}/[slug]`, "unfolded");
			}
			await go("/nothing-here");
			await see("/not-found", "no such page");
			await go("/updates/nothing-here");
			await see("/not-found", "no such update");
		},
	},
	{
		name: "guidance",
		shows: { "/guidance/[topic]": [...topicSlugs] },
		async walk({ see, go }) {
			for (const topic of topicSlugs) {
				await go(`/guidance/${topic}`);
				await see("/guidance/[topic]", topic);
			}
		},
	},
	{
		name: "following updates by email",
		shows: {
			"/follow": ["all", "an incident", "nothing typed", "no code waits", "subscribed"],
			"/follow/code": ["sent", "wrong code"],
			"/follow/notifications": ["asked for", "off"],
			"/unsubscribe": ["empty", "nothing typed", "with the code of a mail", "stopped"],
		},
		async walk({ page, see, go, locale }) {
			await go("/follow");
			await see("/follow", "all");
			await go(`/follow?next=${folded.incident}`);
			await see("/follow", "an incident");
			await sendWrong(page, "email");
			await see("/follow", "nothing typed");
			await go("/follow/code");
			await see("/follow", "no code waits");
			const { code } = await askCode(page, `every.state.follows.${locale}@example.org`);
			await see("/follow/code", "sent");
			await field(page, "code").fill(wrongCode(code));
			await sendWrong(page, "code");
			await see("/follow/code", "wrong code");
			await enterCode(page, code);
			await page.waitForURL(/done=1/);
			await see("/follow", "subscribed");
			await go("/follow/notifications");
			await see("/follow/notifications", "asked for");
			await go("/follow/notifications?done=off");
			await see("/follow/notifications", "off");
			await go("/unsubscribe");
			await see("/unsubscribe", "empty");
			await sendWrong(page, "ending");
			await see("/unsubscribe", "nothing typed");
			await go("/unsubscribe/1nobody");
			await page.waitForURL(/code=1nobody/);
			await see("/unsubscribe", "with the code of a mail");
			await go("/unsubscribe?done=1");
			await see("/unsubscribe", "stopped");
		},
	},
	{
		name: "reporting a fake message",
		shows: { "/verify/fakes/report": ["empty", "nothing typed", "sent"] },
		async walk({ page, see, go }) {
			await go("/verify/fakes/report");
			await see("/verify/fakes/report", "empty");
			await sendWrong(page, "text");
			await see("/verify/fakes/report", "nothing typed");
			await field(page, "channel").first().check();
			await field(page, "text").fill("Pay us now.");
			await send(page, "text");
			await page.waitForURL(/sent=1/);
			await see("/verify/fakes/report", "sent");
		},
	},
	{
		name: "checking who sent a message",
		shows: { "/verify/sender": ["empty", "nothing typed", "ours", "imitation", "neither"] },
		async walk({ page, see, go }) {
			await go("/verify/sender");
			await see("/verify/sender", "empty");
			await sendWrong(page, "address");
			await see("/verify/sender", "nothing typed");
			for (const [state, typed] of [
				["ours", "incident@meridian.example"],
				["imitation", "The Meridian Party <incident@meridi\u0430n.example>, https://meridian.example.evil.test/"],
				["neither", "help@example.org"],
			] as const) {
				await go("/verify/sender");
				await field(page, "address").fill(typed);
				await send(page, "address");
				await page.locator("main bdi").first().waitFor();
				await see("/verify/sender", state);
			}
		},
	},
	{
		name: "checking a code of a confirmation",
		shows: { "/verify/confirmation": ["empty", "nothing typed", "not a code", "unknown code"] },
		async walk({ page, see, go }) {
			await go("/verify/confirmation");
			await see("/verify/confirmation", "empty");
			for (const [state, typed] of [
				["nothing typed", ""],
				["not a code", "not a code"],
				["unknown code", "0000-0000-0000-0000"],
			] as const) {
				await field(page, "code").fill(typed);
				await sendWrong(page, "code");
				await see("/verify/confirmation", state);
			}
		},
	},
	{
		name: "checking a message",
		shows: {
			"/verify/message": [
				"empty",
				"nothing typed",
				"mistyped",
				"not sent by us",
				"ours",
				"other text and a hidden link",
				"altered",
				"not ours",
				"imitation in it",
			],
			"/verify/messages": ["list"],
			"/verify/messages/[reference]": ["one message", "corrected"],
		},
		async walk({ page, see, go }) {
			const reference = await addSentMessage();
			const correction = await addSentMessage({ corrects: reference });
			await go("/verify/message");
			await see("/verify/message", "empty");
			for (const [state, typed] of [
				["nothing typed", ""],
				["mistyped", `${reference.slice(0, -1)}U`],
				["not sent by us", newReference()],
			] as const) {
				await field(page, "message").fill(typed);
				await sendWrong(page, "message");
				await see("/verify/message", state);
			}
			for (const [state, text] of [
				["ours", sentMessageText],
				[
					"other text and a hidden link",
					`${sentMessageText}\n\nAnn, who is at https://protect-eu.mimecast.com/s/AbC1dEfGhI`,
				],
				["altered", sentMessageText.replace("Nobody will ring you.", "Ring us at once on 020 7946 0000.")],
				["imitation in it", "The Meridian Party <help@evil.test>: pay on https://meridian-refund.test/now"],
				["not ours", "Your parcel waits for you. Pay the fee on our page, or we send it back tomorrow."],
			] as const) {
				await go("/verify/message");
				await field(page, "message").fill(text);
				await send(page, "message");
				await page.locator("main form textarea").waitFor({ state: "detached" });
				await see("/verify/message", state);
			}
			await expect(async () => {
				await go("/verify/messages");
				await expect(page.locator("main")).toContainText(correction, { timeout: 100 });
			}).toPass();
			await see("/verify/messages", "list");
			await go(`/verify/messages/${correction}`);
			await see("/verify/messages/[reference]", "one message");
			await go(`/verify/messages/${reference}`);
			await see("/verify/messages/[reference]", "corrected");
		},
	},
];
