/** What people paste of our messages, and what they are told: truth first. */
import { expect, it } from "vitest";
import { messageVerdict } from "@/app/[locale]/(public)/verify/message/verdict-props";
import { judgePasted } from "@/lib/messages/pasted-verdict";
import { ours, pastedVariants, sentMessages } from "../support/pasted-variants";

it.each(pastedVariants)("%s is %s", (_, truth, pasted) => {
	const found = judgePasted(sentMessages, pasted);
	expect(found.verdict === "same" && found.partial ? "part" : found.verdict).toBe(truth);
	if (found.verdict === "same" || found.verdict === "altered") expect(found.message.reference).toBe(ours.reference);
	// Nobody is told that a message of ours is not ours without a way to our own words.
	const said = messageVerdict(found, [], "cy");
	if (truth !== "not-ours") expect(said.ours?.[0]?.href).toMatch(/^\/cy\/verify\/messages\/MP-/);
});

it("a text that is not ours but has a reference of ours leads to what we sent with it", () => {
	const said = messageVerdict(judgePasted(sentMessages, `Your refund waits. Pay at once. ${ours.reference}`), [], "en");
	expect(said).toMatchObject({
		...{ tone: "stop", title: "We did not send this" },
		ours: [
			{ label: `What we really sent with the reference ${ours.reference}`, href: `/verify/messages/${ours.reference}` },
		],
	});
});

it("two messages in one are told apart, each with its page", () => {
	const both = sentMessages.map(({ sent }) => sent.en?.text).join("\n\n");
	const said = messageVerdict(judgePasted(sentMessages, both), [], "en");
	expect(said.tone).toBe("wait");
	expect(said.ours?.map(({ href }) => href).sort()).toEqual(
		sentMessages.map(({ reference }) => `/verify/messages/${reference}`).sort(),
	);
});
