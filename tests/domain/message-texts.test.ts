import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { compareSentences, readSentences } from "@/lib/messages/compare-text";
import { failedOutcome, isServerLost } from "@/lib/messages/delivery-outcome";
import { differsFromPreview } from "@/lib/messages/message-admin";
import { newReference, readReference, referencesIn } from "@/lib/messages/message-reference";
import { writeMessage } from "@/lib/messages/message-text";
import type { DeliveryState, MessageText } from "@/lib/messages/schema";
import { domainLimit, nextSendingTime, pauseReason } from "@/lib/messages/wave-limits";
import { checkWording } from "@/lib/messages/wording-check";

const reference = "MP-7Q4K-3D9T";
const written = { locale: "en", subject: "What was in the data", body: "Hello.", incident: "Supplier attack" } as const;
const text = (over: Partial<MessageText>): MessageText => ({
	subjectEn: "What was in the data",
	bodyEn: "We hold your name.",
	subjectCy: "Beth oedd yn y data",
	bodyCy: "Mae eich enw gennym.",
	...over,
});

describe("references", () => {
	it("every new one is read again, as it is printed and as people type it", () => {
		for (let count = 0; count < 500; count++) {
			const made = newReference();
			expect(made).toMatch(/^MP-[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}$/);
			expect([made, made.toLowerCase(), made.replaceAll("-", " "), made.slice(3)].map(readReference)).toEqual(
				Array(4).fill(made),
			);
		}
	});
	it("one wrong character, or two that are swapped, is noticed", () => {
		const alphabet = "34679ACDEFGHJKMNPQRTWXY";
		for (let count = 0; count < 30; count++) {
			const bare = newReference().replace(/^MP-|-/g, "");
			for (let at = 0; at < bare.length; at++)
				for (const other of alphabet.replace(bare[at] as string, ""))
					expect(readReference(bare.slice(0, at) + other + bare.slice(at + 1))).toBe("mistyped");
			for (let at = 0; at + 1 < bare.length; at++) {
				const [one = "", two = ""] = [bare[at], bare[at + 1]];
				if (one !== two) expect(readReference(bare.slice(0, at) + two + one + bare.slice(at + 2))).toBe("mistyped");
			}
		}
	});
	it.each([
		"Message reference: MP-7Q4K-3D9G",
		"Cyfeirnod y neges: MP-7Q4K-3D9G",
		"ref. mp 7q4k 3d9g.",
		"(MP–7Q4K–3D9G)",
		"MP7Q4K3D9G",
		"\u201cMP-7Q4K-3D9G\u201d,",
		"Helpline 0800. Reference MP-7Q4K-3D9G. We send no links.",
	])("is read in a line of a message: %s", (line) => {
		expect(readReference(line)).toBe("MP-7Q4K-3D9G");
		expect(readReference(line.replace(/3d9g/i, "3D9H"))).toBe("mistyped");
	});
	it("is found in a message, and nothing else is", () => {
		const made = newReference();
		expect(referencesIn(`Reference: ${made}.\nOld one: ${made} MP-0000-0000, 12345678`)).toEqual([made]);
		expect(readReference("hello")).toBeUndefined();
		expect(readReference("x".repeat(100_000))).toBeUndefined();
	});
});

describe("the text of a message", () => {
	it("plain text and HTML say the same, with the reference and how to check it", () => {
		const body = "Dear reader,\n\n# What happened\n\nIt was **copied**.\n\n- one\n- two\n\n1. first\n2. second";
		const sent = writeMessage({ ...written, body }, reference);
		expect(sent.text).toContain("What happened\n\nIt was copied.\n\n- one\n- two\n\n1. first\n2. second\n\n-- \n");
		expect(sent.html).toContain("<h2>What happened</h2>");
		expect(sent.html).toContain("<strong>copied</strong>");
		for (const part of [sent.text, sent.html]) {
			expect(part).toContain(reference);
			expect(part).not.toMatch(/https?:|<a |<img/);
		}
	});
	it("placeholders are filled in both parts, and an unknown one stops the message", () => {
		const sent = writeMessage(
			{ ...written, subject: "{incident}", body: "{organisation}, {helpline}, { site }" },
			reference,
		);
		expect(sent.subject).toBe("Supplier attack");
		expect(sent.text).toContain("localhost:3000");
		expect(sent.text + sent.html).not.toMatch(/\{[^}]*\}/);
		expect(() => writeMessage({ ...written, body: "Dear {name}" }, reference)).toThrow("{name}");
	});
	it("has no link, no markup and no second header, whatever staff write", () => {
		const anything = fc.array(
			fc.oneof(
				fc.string(),
				fc.constantFrom(
					"<script>x</script>",
					"[a](javascript:x)",
					"![p](http://x.example/p.png)",
					"\r\nBcc: x@x.example",
					"<b",
					"&lt;",
					"**",
					"`",
					"\n\n",
					"{site}",
					"<!--",
				),
			),
			{ maxLength: 8 },
		);
		fc.assert(
			fc.property(anything, anything, (subject, body) => {
				const [subjectText, bodyText] = [subject.join(""), body.join("")];
				if (
					checkWording(text({ subjectEn: subjectText, bodyEn: bodyText })).some(
						({ problem }) => problem === "unknown-placeholder",
					)
				)
					return;
				const sent = writeMessage({ ...written, subject: subjectText, body: bodyText }, reference);
				expect(sent.subject).not.toMatch(/[\r\n\u2028\u2029]/);
				const tags = [...sent.html.matchAll(/<\/?([a-z0-9!-]+)/gi)].map(([, tag]) => tag);
				const allowed = "!doctype html head meta title body p ul ol li strong em blockquote h2 h3 hr br".split(" ");
				expect(tags.filter((tag) => !allowed.includes(tag as string))).toEqual([]);
				expect(sent.html).not.toMatch(/ (?:src|href|on[a-z]+)=/);
			}),
			{ numRuns: Number(process.env.FUZZ_RUNS ?? 500) },
		);
	});
});

describe("the check of wording", () => {
	const problems = (over: Partial<MessageText>) => checkWording(text(over)).map(({ problem }) => problem);
	test.each([
		["See https://x.example/a", "link"],
		["See www.example.org", "link"],
		["[Sign in](/sign-in)", "link"],
		["Open pay.example/now", "link"],
		["Dear {name}, hello", "unknown-placeholder"],
		["See {{site}}", "unknown-placeholder"],
		["Do this now or lose your place.", "threat"],
		["Act now to protect yourself.", "urgency"],
		["You must reply within 24 hours.", "urgency"],
		["You are owed a refund.", "reward"],
		["Your account will be closed.", "threat"],
		["Please confirm your bank details.", "asks-for-details"],
		["Reply with your date of birth.", "asks-for-details"],
	])("%s", (bodyEn, problem) => expect(problems({ bodyEn })).toContain(problem));
	it("names the sentence, and the language", () => {
		expect(checkWording(text({ bodyEn: "All is well. Act now! More follows." }))).toEqual([
			{ problem: "urgency", locale: "en", sentence: "Act now!" },
		]);
		expect(checkWording(text({ bodyCy: "Atebwch ar frys." }))).toEqual([
			{ problem: "urgency", locale: "cy", sentence: "Atebwch ar frys." },
		]);
		expect(problems({ subjectCy: " " })).toEqual(["missing-welsh"]);
	});
	it.each(["Bydd eich cyfrif yn cael ei gau.", "Caiff eich cyfrif ei gau: caiff ei gloi heddiw."])(
		"%s is a threat",
		(bodyCy) => expect(problems({ bodyCy })).toContain("threat"),
	);
	it("a warning that we never ask for details is no request for them", () => {
		expect(problems({ bodyEn: "We will never ask you to confirm your bank details or send a password." })).toEqual([]);
	});
	it("calm words pass", () => {
		expect(
			problems({
				bodyEn:
					"Your name and/or address were in the data, e.g. at St. Asaph. Write to help@site.example. You can check at {site}.",
			}),
		).toEqual([]);
	});
});

describe("a pasted text", () => {
	const compareTexts = (ours: string, pasted: string) => compareSentences(readSentences(ours), readSentences(pasted));
	const sent = writeMessage(
		{ ...written, body: "Your name was in the data.\n\nYou need to do nothing now. We write again on Friday." },
		reference,
	).text;
	const states = (pasted: string) => new Set(compareTexts(sent, pasted).map(({ state }) => state));
	it("is the same when it was quoted, wrapped, forwarded or has other quotation marks", () => {
		const quoted = sent
			.split("\n")
			.map((line) => `> ${line}`)
			.join("\n");
		const wrapped = sent.replace(/(.{60,76}) /g, "$1\n");
		for (const pasted of [sent, quoted, wrapped, `From: us\n\n${sent}`, sent.replaceAll("“", '"').replaceAll("”", '"')])
			expect(states(pasted)).toEqual(new Set(["same"]));
	});
	it.each([
		"From: us <news@check.example>\nTo: Ada Invented <ada@readers.example>; ben@readers.example\nDate: Sun, 29 Nov 2026 10:15:22 +0000",
		"---------- Forwarded message ---------\nFrom: Us <news@check.example>\nDate: Sun, 29 Nov 2026 at 10:15\nTo: me",
		"-----Original Message-----\nFrom: Us\nSent: 29/11/2026 10:15\nTo: Ada Invented",
		"On Sun, 29 Nov 2026 at 10:15, Us <news@check.example> wrote:",
		"Oddi wrth: Ni <news@check.example>\nAnfonwyd: 29.11.2026 10:15\nAt: Ada",
	])("is the same below the lines of a mail program: %s", (header) => {
		expect(states(`${header}\n\n${sent}`)).toEqual(new Set(["same"]));
		expect(states(`Have a look\n\n${header}\n\n${sent}`)).toContain("added");
	});
	it.each([
		["another currency", "£50", "€50"],
		["per cent in place of pounds", "£50", "50%"],
		["another sum", "£50", "£5.0"],
		["another sign in the address of the site", "my-site.example", "my_site.example"],
		["a path in place of a name", "my-site.example", "my/site.example"],
		["the words in another order", "nothing now", "now nothing"],
		["a warning turned round", "Do not pay", "Do pay"],
		["a letter of another alphabet", "nothing", "noth\u0456ng"],
		["figures of another script", "£50", "£\u0665\u0660"],
		["figures in another order under a mark that turns them", "0800 000 0001", "\u202e1000 000 0080\u202c"],
	])("is altered by %s", (_, from, to) => {
		const ours = "Type my-site.example yourself. You need to do nothing now. Do not pay £50. Call 0800 000 0001.";
		expect(ours).toContain(from);
		expect(compareTexts(ours, ours.replace(from, to)).map(({ state }) => state)).toContain("added");
	});
	it.each([
		["an invisible sign", "not\u200bhing now"],
		["a dash of another kind", "nothing — now"],
	])("is the same with %s in it", (_, to) => {
		const ours = "Type my-site.example yourself. You need to do nothing now.";
		const states = compareTexts(ours, ours.replace("nothing now", to)).map(({ state }) => state);
		expect(states).not.toContain("added");
	});
	it.each([
		["in the place of a recipient", `To: claim your money, ring 07700 900 123\n\n${sent}`],
		["in the place of a date", `Date: ring 07700 900123 by 29 Nov 2026\n\n${sent}`],
		["in the place of the subject", `Subject: Ring 07700 900123\n\n${sent}`],
		["before “wrote”", `On any day ring 07700 900123 and say who wrote:\n\n${sent}`],
		["in the place of a recipient, with a website", `To: visit evil.example today\n\n${sent}`],
		["in the name of a sender, with a website", `From: Pay at evil.example <news@check.example>\n\n${sent}`],
		["in the place of a date, with a website", `Date: go to evil.example/pay\n\n${sent}`],
		["in the place of a date, with a link", `Sent: see http://192.0.2.1/\n\n${sent}`],
		["before “wrote”, with a website", `On request open pay.evil.example now, we wrote:\n\n${sent}`],
		["in the middle", sent.replace("You need to do nothing now.", "You need to do nothing now.\n\nTo: ring us\n")],
		["below", `${sent}\nFrom: ring us on Friday`],
	])("is altered by a sentence that stands %s, like a line of a header", (_, pasted) => {
		expect(states(pasted)).toContain("added");
	});
	it("has its subject compared, without what a mail program puts before it", () => {
		expect(
			compareTexts("Your records\n\nDo nothing now.", "Subject: Fwd: Re: Your records\n\nDo nothing now."),
		).toEqual([
			{ state: "same", text: "Your records" },
			{ state: "same", text: "Do nothing now." },
		]);
	});
	it("shows the sentence that was changed", () => {
		const changed = sent.replace("You need to do nothing now.", "Pay £20 to this account.");
		expect(compareTexts(sent, changed).filter(({ state }) => state !== "same")).toEqual([
			{ state: "missing", text: "You need to do nothing now." },
			{ state: "added", text: "Pay £20 to this account." },
		]);
	});
	it("of somebody else has none of our sentences", () => {
		expect(states("Your parcel is waiting. Pay the fee.")).toEqual(new Set(["added", "missing"]));
	});
});

describe("what becomes of an attempt", () => {
	const refused = (responseCode: number, response: string, command = "RCPT TO") =>
		failedOutcome({ code: "EENVELOPE", responseCode, response, command }, 1, false).state;
	test.each<[string, DeliveryState, DeliveryState]>([
		["no such mailbox", refused(550, "550 5.1.1 unknown"), "no-such-address"],
		["no such mailbox, without an enhanced code", refused(550, "550 unknown"), "no-such-address"],
		["mailbox full", refused(552, "552 5.2.2 full"), "not-accepting"],
		["mailbox disabled", refused(550, "550 5.2.1 disabled"), "not-accepting"],
		["refused by policy", refused(550, "550 5.7.1 policy"), "failed"],
		["refused after the text", refused(554, "554 5.6.0 content", "DATA"), "failed"],
		["greylisted", refused(451, "451 4.7.1 later"), "waiting"],
		[
			"the connection broke after the text",
			failedOutcome({ code: "ESOCKET", command: "CONN" }, 1, true).state,
			"unknown",
		],
		["the connection broke before it", failedOutcome({ code: "ESOCKET", command: "CONN" }, 1, false).state, "waiting"],
	])("%s", (_, state, expected) => expect(state).toBe(expected));
	it("greylisting is tried again after five minutes, and given up after some attempts", () => {
		const later = (attempts: number) => failedOutcome({ responseCode: 451, command: "RCPT TO" }, attempts, false);
		expect(later(1)).toEqual({ state: "waiting", error: "451", wait: 6 });
		expect(later(6)).toEqual({ state: "failed", error: "451", wait: null });
	});
	it("keeps a code, never a server's text", () => {
		expect(
			failedOutcome({ responseCode: 550, response: "550 5.1.1 <ada@x.example>", command: "RCPT TO" }, 1, false).error,
		).toBe("550");
	});
	it("a server that cannot be reached is told from one that refuses", () => {
		expect(isServerLost({ code: "ECONNECTION", command: "CONN" })).toBe(true);
		expect(isServerLost({ responseCode: 421 })).toBe(true);
		expect(isServerLost({ code: "EENVELOPE", responseCode: 450 })).toBe(false);
	});
});

it("a difference of 1 % or more between preview and prepared people is said, more or fewer", () => {
	expect(differsFromPreview(1_000, 1_010)).toBe(true);
	expect(differsFromPreview(1_000, 990)).toBe(true);
	expect(differsFromPreview(1_000, 1_009)).toBe(false);
	expect(differsFromPreview(0, 1)).toBe(true);
	expect(differsFromPreview(0, 0)).toBe(false);
});

describe("the limits of a wave", () => {
	it("nothing leaves at night, London time, in summer and in winter", () => {
		expect(nextSendingTime(new Date("2026-07-01T06:59:00Z"))).toEqual(new Date("2026-07-01T07:00:00Z"));
		expect(nextSendingTime(new Date("2026-12-01T20:10:00Z"))).toEqual(new Date("2026-12-02T08:00:00Z"));
		expect(nextSendingTime(new Date("2026-12-01T12:34:56Z"))).toEqual(new Date("2026-12-01T12:34:56Z"));
	});
	it("a domain is sent twice as many in each hour", () => {
		expect([0, 0.9, 1, 2.5, 10].map(domainLimit)).toEqual([1000, 1000, 2000, 4000, 1_024_000]);
	});
	it("pauses above 2 % of addresses that do not exist, or 0.1 % of complaints", () => {
		expect(pauseReason({ accepted: 98, "no-such-address": 2 })).toBeUndefined();
		expect(pauseReason({ accepted: 97, "no-such-address": 3 })).toBe("bounces");
		expect(pauseReason({ accepted: 999, complaint: 1 })).toBeUndefined();
		expect(pauseReason({ accepted: 998, complaint: 2 })).toBe("complaints");
		expect(pauseReason({ "no-such-address": 9 })).toBeUndefined();
	});
});
