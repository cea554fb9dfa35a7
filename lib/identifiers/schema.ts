/** What a person can be found by. Shared with the browser: no imports from the server. A date of birth alone is never one. */
export const identifierKinds = ["email", "telephone", "membership-number", "name-postcode"] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** Whether a text names a kind. */
export function isIdentifierKind(text: string): text is IdentifierKind {
	return (identifierKinds as readonly string[]).includes(text);
}
