/** The identifier kinds. A date of birth alone is never an identifier. Shared with the browser: no imports from the server. */
export const identifierKinds = ["email", "telephone", "membership-number", "name-postcode"] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** Replaces the dot in stored masks. It takes one byte instead of three in each of millions of hints. */
export const storedDot = "\x01";

/** Returns a stored mask as the page shows it. */
export const readableMask = (stored: string): string => stored.replaceAll(storedDot, "•");
