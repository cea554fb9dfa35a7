/** The identifier kinds. This file is also for the browser and imports nothing of the server. A date of birth alone is never an identifier. */
export const identifierKinds = ["email", "telephone", "membership-number", "name-postcode"] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** Replaces the dot in stored masks. It takes one byte instead of three in each of millions of hints. */
export const keptDot = "\x01";

/** Returns a stored mask as the page shows it. */
export const shownMask = (kept: string): string => kept.replaceAll(keptDot, "•");
