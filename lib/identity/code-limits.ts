/** The purposes of a code. A code sent for one purpose does not work for another. */
const purposes = ["sign-in", "staff-sign-in", "add-identifier", "contact-point"] as const;
export type Purpose = (typeof purposes)[number];

/**
 * The limits of codes. A code is one of a million, so five attempts guess it with a chance of 1 in 200,000. An address gets at
 * most twenty mails a day, so a day of attempts against one person succeeds with a chance of 1 in 10,000.
 */
export const codeLimits = {
	/** Lifetime of a code in minutes, by the database's clock. */
	minutes: 10,
	/** Attempts per challenge. Sending its code again does not reset the count. */
	attempts: 5,
	/** Mails per challenge. */
	sends: 4,
	/** Minutes after the first mail in which a challenge's code can be sent again. */
	renewableMinutes: 60,
	/** Mails per address, over all browsers. A browser that was signed in with the address gets a second quota. */
	mailsPerHour: 6,
	mailsPerDay: 20,
} as const;

/** The reason why a code was refused, or why no other code was sent. */
export type CodeRefusal = "wrong" | "expired" | "exhausted" | "used" | "unknown" | "too-many";

/** The maximum length of a typed code, in characters. Mail programs add text around the six digits. */
const maxTypedCode = 100;

/**
 * Reads a code that was typed or pasted. Removes spaces, hyphens and dots, and accepts full-width digits. Returns six ASCII
 * digits, or undefined if the rest is not six digits.
 */
export function readCode(typed: string): string | undefined {
	if (typed.length > maxTypedCode) return undefined;
	const digits = typed.normalize("NFKC").replace(/[\s\p{Pd}\p{Cf}.\u2212]/gu, "");
	return /^\d{6}$/.test(digits) ? digits : undefined;
}
