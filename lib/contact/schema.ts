/** Types and schemas of contact and preferences. Shared with the browser: no imports from the server. */
import { z } from "zod";

export const channels = ["email", "text", "telephone", "post"] as const;
export type Channel = (typeof channels)[number];

/** What a person is contacted for. This site sends nothing else; campaigning is an objection (campaigning-objection.ts). */
export const purposes = ["incident-notices"] as const;
export type Purpose = (typeof purposes)[number];

export const formats = ["standard", "large-print", "easy-read", "braille", "bsl", "audio"] as const;
export type Format = (typeof formats)[number];

/** One channel for one purpose, as forms send it: "email.incident-notices". */
export type Choice = `${Channel}.${Purpose}`;
export const choiceKey = (channel: Channel, purpose: Purpose): Choice => `${channel}.${purpose}`;
const choicesFor = (purpose: Purpose) => channels.map((channel) => choiceKey(channel, purpose));
export const choices: readonly Choice[] = purposes.flatMap(choicesFor);

const ticked = (purpose: Purpose) => z.array(z.enum(choicesFor(purpose), "choiceUnknown")).default([]);

/** The form of choices. `wording` is the hash of the sentences that were shown. Messages are keys of "preferences". */
export const choicesForm = z
	.object({
		incident: ticked("incident-notices"),
		wording: z.string("wordingChanged"),
	})
	.transform(({ incident, wording }) => ({ allowed: incident, wording }));

/** The channels that messages to many go by, so that one of them can come first. */
export const orderedChannels = ["email", "text", "post"] as const satisfies readonly Channel[];
export type OrderedChannel = (typeof orderedChannels)[number];

export const orderForm = z.object({ first: z.enum(orderedChannels, "firstMissing") });

export const styleForm = z.object({
	language: z.enum(["en", "cy"], "languageMissing"),
	format: z.enum(formats, "formatMissing"),
});
export type Style = z.output<typeof styleForm>;

const line = (missing: string) => z.string(missing).trim().min(1, missing).max(100, "tooLong");
const optionalLine = z.string().trim().max(100, "tooLong").default("");

export const numberForm = z.object({ number: line("numberMissing") });

export const postForm = z
	.object({
		name: z.string().trim().max(100, "tooLong").optional(),
		line1: line("line1Missing"),
		line2: optionalLine,
		town: line("townMissing"),
		postcode: optionalLine,
		country: optionalLine,
	})
	// Asked for with the other fields, not only once they are filled in. Whether it is one is for lib/identifiers to say.
	.refine(({ postcode, country }) => postcode || country, {
		path: ["postcode"],
		message: "not-a-postcode",
		when: () => true,
	});
export type PostalAddress = z.output<typeof postForm>;

/** A person's address or number of one channel: in full (a postal address in several lines), and masked for the screen. */
export type ContactPoint = { channel: Channel; lines: string[]; masked: string };

/** A choice with the sentence shown on the page. */
export type ChoiceAsShown = { choice: Choice; channel: Channel; purpose: Purpose; wording: string; allowed: boolean };

/** The data of the preferences page. */
export type Preferences = {
	points: ContactPoint[];
	/** The address the person signs in with, which also reaches them. */
	signInEmail?: ContactPoint | undefined;
	choices: ChoiceAsShown[];
	/** The hash of the sentences. The form sends it back. */
	wording: string;
	/** The channels of messages that the person allows, each with whether it comes first. More than one, or none: there is nothing to ask. */
	order: { channel: OrderedChannel; first: boolean }[];
	/** Channels that are allowed but have no address or number. */
	unreachable: Channel[];
	style: Style;
	/** When the person objected to campaigning; absent if they have not, or have withdrawn it. */
	objectedAt?: Date | undefined;
	/** Whether the newest choice was to stop everything, so that it can be undone. */
	stopped: boolean;
};

export type ConsentAction =
	| "saved"
	| "stopped-everything"
	| "stop-undone"
	| "order-saved"
	| "style-saved"
	| "contact-changed"
	| "contact-removed"
	| "objected"
	| "objection-withdrawn";

/** A consent receipt: what was agreed to or withdrawn, in the sentences and the language shown. */
export type Receipt = {
	id: string;
	at: Date;
	action: ConsentAction;
	locale: "en" | "cy";
	statements: { wording: string; answer: boolean }[];
};
