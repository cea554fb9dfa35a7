/**
 * What people are found by. Import and check call the same functions, so that an address typed today meets the one in a
 * table exported years ago: `normalise` gives the one writing that people would call the same, `fingerprint` hides it under
 * a key that lives outside the database, `mask` leaves enough for its owner to know it again. Nothing here keeps anything.
 */
import { mailboxOf, normaliseEmail } from "./email";
import { fingerprintOf, markOf } from "./fingerprint";
import { normaliseMembershipNumber } from "./membership-number";
import { normaliseNamePostcode } from "./name-postcode";
import { normaliseName } from "./name-words";
import type { IdentifierKind } from "./schema";
import { normaliseTelephone } from "./telephone";

export { mailboxOf, readEmails } from "./email";
export {
	type MarkPurpose,
	markBytes,
	markOf,
	printBytes,
	writeFingerprint,
	writeMark,
} from "./fingerprint";
export { mask, maskFor, readEnding } from "./mask";
export { normalisePostcode } from "./name-postcode";
export { normaliseName } from "./name-words";
export * from "./schema";
export { readTelephones, writtenTelephone } from "./telephone";
export { guardFormula, withoutGuard } from "./text";

const normalisers: Record<IdentifierKind, (raw: string) => string | undefined> = {
	email: normaliseEmail,
	telephone: normaliseTelephone,
	"membership-number": normaliseMembershipNumber,
	"name-postcode": normaliseNamePostcode,
};

/** The one writing of an identifier, or undefined when it is not one of its kind. "name-postcode" takes "Name, postcode". */
export function normalise(kind: IdentifierKind, raw: string): string | undefined {
	return normalisers[kind](raw);
}

/**
 * The keyed fingerprint of an identifier: 16 bytes of BLAKE2b (RFC 7693) over its normalised writing, under a key of its kind.
 * Undefined when it is not one of its kind.
 */
export function fingerprint(kind: IdentifierKind, raw: string): Buffer | undefined {
	const normalised = normalise(kind, raw);
	if (normalised === undefined) return undefined;
	return fingerprintOf(kind, kind === "email" ? mailboxOf(normalised) : normalised);
}

/** The mark of a person's full name, which tells one person's many records from a mailbox many people share. */
export function nameMark(raw: string): Buffer | undefined {
	const name = normaliseName(raw);
	return name === undefined ? undefined : markOf("name", name);
}
