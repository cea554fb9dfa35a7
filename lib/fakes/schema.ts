/** Types of fakes for pages. Shared with the browser: no imports from the server. */
import { z } from "zod";

/** How an address that is not ours imitates one of ours, the plainest sign first. */
export const tricks = [
	"invisible",
	"letters",
	"before-at",
	"path",
	"subdomain",
	"ending",
	"hyphen",
	"added-words",
	"spelling",
	"local-part",
	"name",
] as const;
export type Trick = (typeof tricks)[number];

/**
 * One address found in what somebody typed. "ours" is an address we send from or a page of ours; "our-domain" is at our domain but
 * no address we send from; "imitation" names how it imitates `of`; "other" has nothing to do with us.
 */
export type SenderVerdict = { address: string; kind: "email" | "web" } & (
	| { verdict: "ours" | "our-domain" | "other" }
	| { verdict: "imitation"; of: string; tricks: Trick[]; letters: string[] }
);

/** The most addresses that one check looks at. */
export const maxAddresses = 10;

/** How a fake message reached somebody. */
export const fakeChannels = ["email", "text", "call", "post", "social", "other"] as const;
export type FakeChannel = (typeof fakeChannels)[number];

const channel = z.enum(fakeChannels, "channel");
/** What anybody reports. The messages of errors are keys of the catalogue. */
export const reportForm = z.object({
	channel,
	sender: z.string().trim().max(300, "senderLong"),
	text: z.string().trim().min(1, "textMissing").max(4_000, "textLong"),
});
export type ReportForm = z.output<typeof reportForm>;

/** What staff publish about a confirmed fake. */
export const fakeForm = z.object({
	channel: z.enum(fakeChannels, "Choose how it arrived"),
	sender: z.string().trim().max(300, "Enter a sender of at most 300 characters"),
	quote: z.string().trim().min(1, "Enter the message").max(4_000, "Enter at most 4,000 characters"),
	tellsEn: z.string().trim().min(1, "Enter what gives it away").max(2_000, "Enter at most 2,000 characters"),
	tellsCy: z.string().trim().max(2_000, "Enter at most 2,000 characters"),
});
export type FakeForm = z.output<typeof fakeForm>;

/** A confirmed fake as readers see it. `tells` are in their language, or in English if there is no Welsh. */
export type ConfirmedFake = {
	id: string;
	channel: FakeChannel;
	sender: string;
	quote: string;
	tells: string[];
	lang: "en" | "cy";
	publishedAt: Date;
};

/** How long a report is kept, in days. */
export const reportDays = 30;
