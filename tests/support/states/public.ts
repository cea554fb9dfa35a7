// Every state of the public pages.
import { topicSlugs } from "@/lib/guidance/schema";
import { expect } from "../page";
import { field, send, sendWrong, unfold, type Walk } from "./walk";

const incidents = ["october-2021-supplier-incident", "may-2020-fundraising-supplier", "november-2019-website-attack"];
/** Two pages with collapsed text. */
const folded = { incident: "may-2020-fundraising-supplier", update: "membership-website-unavailable" };
const updates = { plain: "authorities-told", corrected: folded.update };
const standing = ["accessibility", "contact", "cookies", "guidance", "privacy", "updates", "verify"];

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
];
