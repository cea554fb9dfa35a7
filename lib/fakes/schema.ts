/** Types of fakes for pages. Shared with the browser: no imports from the server. */

/** How an address that is not ours imitates one of ours, the plainest sign first. */
export const tricks = [
	"invisible",
	"letters",
	"before-at",
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
