/** The identifier kinds. Shared with the browser: no imports from the server. A date of birth alone is never an identifier. */
export const identifierKinds = ["email", "telephone", "membership-number", "name-postcode"] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** Replaces the dot in stored masks: one byte instead of three, in millions of hints. */
export const keptDot = "\x01";

/** Returns a stored mask as people see it. */
export const shownMask = (kept: string): string => kept.replaceAll(keptDot, "•");
