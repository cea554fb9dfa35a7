/** What a code is asked for. */
const purposes = ["sign-in", "staff-sign-in", "add-identifier", "contact-point"] as const;
export type Purpose = (typeof purposes)[number];

/**
 * The limits of codes. One in a million is guessed in five attempts with a chance of 1 in 200,000; with at most twenty mails a day
 * to one address, somebody who tries all day against one person has a chance of 1 in 10,000.
 */
export const codeLimits = {
	/** How long a code works, by the database's clock. */
	minutes: 10,
	/** Wrong answers a challenge bears, however often its code is sent again. */
	attempts: 5,
	/** Mails one challenge may cause. */
	sends: 4,
	/** How long after the first mail a code may be sent again for the same challenge. */
	renewableMinutes: 60,
	/** Mails one address gets, whoever asks; as many again from a browser that was signed in to it. */
	mailsPerHour: 6,
	mailsPerDay: 20,
} as const;

/** Why a code was not taken, or another one not sent. */
export type CodeRefusal = "wrong" | "expired" | "exhausted" | "used" | "unknown" | "too-many";

/** Six digits with whatever a mail program puts around them. */
const maxTypedCode = 100;

/** Six digits out of what was typed or pasted: spaces, hyphens and dots fall away, full-width digits count. Undefined when it is not six digits. */
export function readCode(typed: string): string | undefined {
	if (typed.length > maxTypedCode) return undefined;
	const digits = typed.normalize("NFKC").replace(/[\s\p{Pd}\p{Cf}.\u2212]/gu, "");
	return /^\d{6}$/.test(digits) ? digits : undefined;
}
