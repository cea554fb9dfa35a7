/** The purposes of a code. A code sent for one purpose does not work for another. */
const purposes = ["sign-in", "staff-sign-in", "add-identifier", "contact-point"] as const;
export type Purpose = (typeof purposes)[number];

/**
 * The limits of codes. Addresses that differ only in a plus tag count as one mailbox. Whenever a quota of a mailbox is used up,
 * its newest mails hold long codes that still work, so nobody can lock its owner out. SECURITY.md gives the odds of guessing.
 */
export const codeLimits = {
	/** Lifetime of a code in minutes, by the database's clock. */
	minutes: 10,
	/** Attempts per challenge. Sending its code again does not reset the count. */
	attempts: 5,
	/** Wrong codes per mailbox in 24 hours, over all browsers. Beyond them only a long code is accepted. */
	wrongPerDay: 15,
	/** Lifetime of a long code in hours. It works once, in any browser that requests a code for the same address. */
	longCodeHours: 24,
	/** Mails that can be requested per challenge. */
	requests: 4,
	/** Seconds in which a repeated request or a repeated right code is the same press: one mail, one session. */
	repeatSeconds: 60,
	/** Minutes after the first mail in which a challenge's code can be sent again. Its cookie lasts as long. */
	renewableMinutes: 60,
	/**
	 * Mails per mailbox, over all browsers of one network, and of all networks. A browser that was signed in with the address
	 * gets a second quota.
	 */
	perNetwork: { hour: 6, day: 20 },
	allNetworks: { hour: 12, day: 40 },
} as const;

/**
 * The limits of the whole site. Mails of the last ten minutes whose code nobody has used yet are unproven. Beyond a limit no
 * mail is sent and the page says so, before anything about the address is looked up. A provider of mail has many people, and
 * so has the address of a mobile network. A network has its share of what remains of all, and of a domain (`has_room` in
 * db/migrations/0011_code_limits.sql).
 */
export const unprovenMails = { minutes: 10, all: 6_000, perDomain: 2_000, share: 0.05, domainShare: 0.125 } as const;

/** How many digits a new code has: more while many wrong codes have been typed on the whole site in 24 hours. */
export const codeLengths = [
	{ digits: 6, wrongPerDay: 2_000 },
	{ digits: 8, wrongPerDay: 20_000 },
	{ digits: 10, wrongPerDay: Number.POSITIVE_INFINITY },
] as const;

/** The digits of a long code: 83 bits. Digits only, because telephones show a numeric keyboard for codes. */
export const longCodeDigits = 25;

/** The reason why a code was refused, or why no other code was sent. */
export type CodeRefusal = "wrong" | "expired" | "exhausted" | "used" | "unknown" | "too-many";

/** Whether a code that `readCode` returned is a long one. */
export const isLongCode = (code: string) => code.length === longCodeDigits;
