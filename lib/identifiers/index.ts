/**
 * Identifiers, by which people's records are found. Import and check call the same functions, so an address typed today matches the
 * same address in an old table. `normalise` returns the canonical form. `fingerprint` hashes it under a key that is not in the
 * database. `mask` hides most of it, so that only its owner recognises it. This subject stores nothing.
 */
import { normaliseEmail } from "./email";
import { fingerprintOf, markOf } from "./fingerprint";
import { normaliseMembershipNumber } from "./membership-number";
import { normaliseNamePostcode } from "./name-postcode";
import { normaliseName } from "./normalise-name";
import { mailboxOf } from "./same-mailbox";
import type { IdentifierKind } from "./schema";
import { normaliseTelephone } from "./telephone";

export { compatibleNames, sameFullName, shareInitialsOnly, shareTwoWords } from "./compare-names";
export { readEmails } from "./email";
export {
	fingerprintBytes,
	fingerprintOf,
	type MarkPurpose,
	markBytes,
	markOf,
	writeFingerprint,
	writeMark,
} from "./fingerprint";
export { mask, maskFor, readEnding } from "./mask";
export { hasWords, nameMarks } from "./name-marks";
export { normalisePostcode } from "./name-postcode";
export { normaliseName } from "./normalise-name";
export { mailboxOf, withoutTag } from "./same-mailbox";
export * from "./schema";
export { nameForms } from "./stated-names";
export { canBeTexted, formatTelephone, readTelephones } from "./telephone";
export { decodeText, guardFormula, withoutGuard } from "./text";

const normalisers: Record<IdentifierKind, (raw: string) => string | undefined> = {
	email: normaliseEmail,
	telephone: normaliseTelephone,
	"membership-number": normaliseMembershipNumber,
	"name-postcode": normaliseNamePostcode,
};

/** Returns the canonical form of an identifier. Returns undefined if it is not of its kind. "name-postcode" takes "Name, postcode". */
export function normalise(kind: IdentifierKind, raw: string): string | undefined {
	return normalisers[kind](raw);
}

/**
 * Returns the keyed fingerprint of an identifier: 16 bytes of BLAKE2b (RFC 7693) over its canonical form, under a key of its
 * kind. Returns undefined if it is not of its kind.
 */
export function fingerprint(kind: IdentifierKind, raw: string): Buffer | undefined {
	const normalised = normalise(kind, raw);
	if (normalised === undefined) return undefined;
	return fingerprintOf(kind, kind === "email" ? mailboxOf(normalised) : normalised);
}

/** Returns the mark of a full name. It distinguishes several records of one person from a mailbox that many people share. */
export function nameMark(raw: string): Buffer | undefined {
	const name = normaliseName(raw);
	return name === undefined ? undefined : markOf("name", name);
}
