/** What people paste of our messages, and what they are told: truth first. */
import { expect, it } from "vitest";
import { messageVerdict } from "@/app/[locale]/(public)/verify/message/verdict-props";
import { judgePasted } from "@/lib/messages/pasted-verdict";
import { ours, pastedVariants, sentMessages } from "../support/pasted-variants";

it.each(pastedVariants)("%s is %s", (_, truth, pasted) => {
	const found = judgePasted(sentMessages, pasted);
	const kind = found.verdict === "same" && found.hidden.length > 0 ? "hidden" : found.verdict;
	expect(kind === "same" && found.verdict === "same" && found.partial ? "part" : kind).toBe(truth);
	if (found.verdict === "same" || found.verdict === "more" || found.verdict === "altered")
		expect(found.message.reference).toBe(ours.reference);
	// Nobody is told that a message of ours is not ours without a way to our own words.
	const said = messageVerdict(found, [], "cy");
	expect(said.tone === "clear").toBe(truth === "same" || truth === "part");
	if (truth !== "not-ours") expect(said.ours?.[0]?.href).toMatch(/^\/cy\/verify\/messages\/MP-/);
});

it("what is not ours above and below is marked, all of it and nothing of ours", () => {
	const text = ours.sent.en?.text ?? "";
	const found = judgePasted(sentMessages, `Is this real? I wonder.\n\n${text}\n\nAnn`);
	const said = messageVerdict(found, [], "en");
	expect(said).toMatchObject({ tone: "wait", title: "Not all of this is ours" });
	expect(said.marked.map(({ mark, text }) => [mark, text.replace(/\s+/g, " ")])).toEqual([
		["Not ours:", "Is this real? I wonder."],
		["Not ours:", "Ann"],
	]);
	expect(said.report && said.reportFake).toBeTruthy();
});

it("what stands with ours and asks for something makes it an altered message, with that marked", () => {
	const text = ours.sent.en?.text ?? "";
	for (const demand of [
		"Pay £20 today.",
		"Contact us at once.",
		"Scan the code.",
		"Cysylltwch â ni.",
		"See my-records.test now.",
		"Ffoniwch 07700 900123.",
		"Write to ann@example.org.",
	]) {
		const said = messageVerdict(judgePasted(sentMessages, `${text}\n\n${demand}`), [], "en");
		expect(said).toMatchObject({ tone: "stop", title: "This is not what we sent" });
		expect(said.marked.map(({ text }) => text)).toContain(demand);
	}
});

it("a link of which nobody can see where it leads is shown as it is, and not called ours", () => {
	const link = "https://protect-eu.mimecast.com/s/AbC1dEfGhI?domain=localhost";
	const text = (ours.sent.en?.text ?? "").replaceAll("localhost:3000", link);
	expect(messageVerdict(judgePasted(sentMessages, text), [], "en")).toMatchObject({
		...{ tone: "wait", title: "These words are ours, but links in them are not" },
		marked: [{ mark: "A link put in by the protection of your email. We cannot see where it leads:", text: link }],
	});
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
