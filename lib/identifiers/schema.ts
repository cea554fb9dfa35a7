/** What a person can be found by. Shared with the browser: no imports from the server. A date of birth alone is never one. */
export const identifierKinds = ["email", "telephone", "membership-number", "name-postcode"] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** Stands for a dot in a mask that is kept: one byte in place of three, in millions of hints. */
export const keptDot = "\x01";

/** A kept mask as people see it. */
export const shownMask = (kept: string): string => kept.replaceAll(keptDot, "•");
