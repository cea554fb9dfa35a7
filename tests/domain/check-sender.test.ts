/** Addresses that are ours, that imitate ours, and neither. Ours: meridian.example and check.meridian.example, sender incident@… */
import { domainToASCII } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAddressAlone, messageVerdict, senderVerdict } from "@/app/[locale]/(public)/verify/message/verdict-props";
import { checkSender } from "@/lib/fakes";
import type { SenderVerdict, Trick } from "@/lib/fakes/schema";
import { senderVariants } from "../support/sender-variants";

const verdicts = (text: string) => checkSender(text).map(({ address, verdict }) => [address, verdict]);
const tricksOf = (text: string): Trick[] => {
	const [first] = checkSender(text);
	return first?.verdict === "imitation" ? first.tricks : [];
};

it.each([
	["incident@meridian.example", "incident@meridian.example"],
	["INCIDENT@Meridian.Example", "incident@meridian.example"],
	["The Meridian Party <incident@meridian.example>", "incident@meridian.example"],
	["https://check.meridian.example/sign-in?x=1", "check.meridian.example"],
	["Go to meridian.example.", "meridian.example"],
	["incident@ｍeridian.example", "incident@meridian.example"], // full width letters lead to the same domain
])("%s is ours", (typed, address) => {
	expect(verdicts(typed)).toEqual([[address, "ours"]]);
});

it("an address at our domain that we do not send from is told apart from one we send from", () => {
	expect(verdicts("prizes@meridian.example")).toEqual([["prizes@meridian.example", "our-domain"]]);
});

it.each(["hello@example.org", "https://www.bank.test/", "mer@idea.test", "marina.test", "gmail.com"])(
	"%s has nothing to do with us",
	(typed) => {
		expect(verdicts(typed).map(([, verdict]) => verdict)).toEqual(["other"]);
	},
);

describe("an imitation is named by its trick", () => {
	it.each<[string, Trick]>([
		["incident@meridiаn.example", "letters"], // Cyrillic а
		[`incident@${domainToASCII("meridiаn.example")}`, "letters"], // the same in Punycode
		["incident@meridián.example", "letters"],
		["incident@rneridian.example", "letters"],
		["incident@meridian.test", "ending"],
		["https://meridian.co.uk/", "ending"],
		["incident@meri-dian.example", "hyphen"],
		["https://meridian-refund.test/claim", "added-words"],
		["incident@mymeridian.example", "added-words"],
		["incident@meridain.example", "spelling"],
		["incident@meridan.example", "spelling"],
		["https://meridian.example.evil.test/sign-in", "subdomain"],
		["https://check.meridian.secure.test/", "subdomain"],
		["https://meridian.example@evil.test/", "before-at"],
		["incident.meridian.example@evil.test", "local-part"],
		["The Meridian Party <help@evil.test>", "name"],
		["The Meridian Pаrty <help@evil.test>", "name"], // Cyrillic а
		['"incident@meridian.example" <help@evil.test>', "name"],
		["incident@meridian.example <help@evil.test>", "name"],
		["incident@meridian.example via Post <help@evil.test>", "name"],
		["incident@meridian.example@evil.test", "local-part"],
		["https://evil.test/meridian.example/sign-in", "path"],
		["https://evil.test/#@meridian.example/", "path"],
		["https://evil.test:8443?meridian.example", "path"],
		["evil.test/meridian.example", "path"],
		["hxxps://meridian-party[.]test/x", "added-words"],
		["https://meridian.example%2eevil.test/", "subdomain"],
		["meri\u200bdian.test", "invisible"],
		["incident@meri\u00addian.example", "invisible"],
	])("%s: %s", (typed, trick) => {
		expect(tricksOf(typed)).toContain(trick);
	});

	it("with the letters that only look like ours, and the domain it imitates", () => {
		expect(checkSender("incident@meridiаn.example")).toEqual([
			{
				...{ address: "incident@meridiаn.example", kind: "email", verdict: "imitation" },
				...{ of: "meridian.example", tricks: ["letters"], letters: ["а"] },
			},
		]);
	});
});

it.each(
	Object.entries(senderVariants).flatMap(([verdict, variants]) => variants.map((typed) => [typed, verdict] as const)),
)("%s is %s", (typed, verdict) => {
	const worst: SenderVerdict["verdict"][] = ["imitation", "other", "our-domain", "ours"];
	const found = checkSender(typed).map((one) => one.verdict);
	expect(worst.find((one) => found.includes(one))).toBe(verdict);
});

it("a whole message is looked through, each address once, ten at most", () => {
	const text =
		"From: help@evil.test\nGo to https://meridian-refund.test/now or meridian-refund.test. Regards, incident@meridian.example";
	expect(verdicts(text)).toEqual([
		["help@evil.test", "other"],
		["meridian-refund.test", "imitation"],
		["incident@meridian.example", "ours"],
	]);
	const many = Array.from({ length: 30 }, (_, number) => `a${number}@example.org`).join(" ");
	expect(checkSender(many)).toHaveLength(10);
	expect(checkSender("no address here")).toEqual([]);
});

it("nothing that is not at our domains is ever called ours", () => {
	fc.assert(
		fc.property(
			fc.string({ unit: "binary" }),
			fc.constantFrom("", ".", "-", "@", "a", ".evil.test", "/"),
			(noise, after) => {
				for (const one of checkSender(`${noise}meridian.example${after}`))
					if (one.verdict === "ours" || one.verdict === "our-domain")
						expect(one.address).toMatch(/(^|[@.])meridian\.example$/);
			},
		),
	);
});

it("a message that is not ours names the addresses in it that imitate ours; a message of ours names none", () => {
	const senders = checkSender("incident@meridian.example wrote: pay at meridian-refund.test");
	const foreign = messageVerdict({ verdict: "not-ours" }, senders, "en");
	expect(foreign.addresses?.map(({ address }) => address)).toEqual(["meridian-refund.test"]);
	expect(foreign.addresses?.[0]?.tricks).toEqual(["It adds letters or words to our name."]);
	expect(foreign.reportFake?.href).toBe("/verify/fakes/report");
	expect(senderVerdict(checkSender("incident@meridian.example"), "en")).toMatchObject({
		...{ tone: "clear", title: "This address is ours" },
		addresses: [{ address: "incident@meridian.example", says: "We send emails from this address." }],
	});
	expect(senderVerdict(checkSender("x@meridian.test"), "cy")).toMatchObject({
		tone: "stop",
		title: "Peidiwch ag ymddiried yn hwn",
	});
});

it.each([
	["The Meridian Party <incident@meridian.example>", true],
	["From: The Meridian Party <incident@meridian.example>", true],
	["Oddi wrth: Plaid Meridian <incident@meridian.example>", true],
	["The Meridian Party [mailto:incident@meridian.example]", true],
	["incident@meridian.example (The Meridian Party)", true],
	["https://check.meridian.example/cy/verify/messages/MP-7Q4K-3D9G", true],
	["Go to https://check.meridian.example/ and sign in at once", false],
	["The Meridian Party <incident@meridian.example>\nYour refund waits", false],
	["incident@meridian.example wrote: your refund of £200 is waiting", false],
])("%s alone is an address: %s", (typed, expected) => {
	expect(isAddressAlone(typed)).toBe(expected);
	expect(checkSender(typed)).not.toEqual([]);
});

it("a long text takes no longer than its length allows", () => {
	const start = performance.now();
	for (const part of ["a", "a.", "a@", "<", "https://", "а-", "a.a@"]) checkSender(part.repeat(4_000 / part.length));
	expect(performance.now() - start).toBeLessThan(2_000);
});
