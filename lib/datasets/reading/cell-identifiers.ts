import type { CountryCode } from "libphonenumber-js/min";
import { normalise, readEmails, readTelephones } from "../../identifiers";
import type { ProblemReason } from "../schema";
import { isRounded } from "./cell-values";

const problemOfKind = {
	email: "not-an-email-address",
	telephone: "not-a-telephone-number",
	"membership-number": "not-a-membership-number",
} as const;

/** Words before the "@" that say that there is no address, without dots, dashes and figures. */
const saysNone =
	/^(?:not?|nota|noa|without|havenot|doesnothave|donothave)(?:valid|known|personal)?(?:e?mails?|(?:e?mail)?address|(?:e?mail)?(?:given|provided|supplied|known|available|held|recorded))+$/;
const nothingAtAll =
	/^(?:[a-z]|no|none|na|nil|null|unknown|nobody|noone|notgiven|notknown|notprovided|test|blank|anon|anonymous|asdf\w*|qwerty|abc|xyz|fake|dummy|email|(.)\1{2,})$/;
/** Addresses that programs send from and nobody reads. */
const unread = /^(?:no|donot|dont)reply$/;

/** The first three letters of what the expressions above match; "@" ends the shorter words. */
const placeholderStarts = new Set(
	"no@ noa noe nog noh nok nom nop nor nos not nov wit hav doe don non na@ nil nul unk nob noo tes bla ano asd qwe abc xyz fak dum ema".split(
		" ",
	),
);

/** Whether the expressions above may match an address. Looks at its first three letters, which decides for nearly all. */
function mayStandForNone(address: string): boolean {
	let start = "";
	for (let at = 0; start.length < 3 && at < address.length; at++) {
		const code = address.charCodeAt(at);
		const isSign = code === 0x2e || code === 0x5f || code === 0x2b || code === 0x2d;
		if (!isSign && (code < 0x30 || code > 0x39)) start += address.charAt(at);
	}
	return (
		placeholderStarts.has(start) ||
		(start[0] === start[1] && start[1] === start[2]) ||
		// "a@a.com"
		(start[1] === "@" && start[0] === start[2])
	);
}

/**
 * Whether an address stands for none, as people type it where a program insists on one: "noemail@example.org", "none@none.com". Many
 * rows hold the same, so whoever owns that mailbox must not be shown their records.
 */
function isPlaceholderAddress(address: string): boolean {
	if (!mayStandForNone(address)) return false;
	const [local = "", domain = ""] = address.replace(/[._+\-\d]/g, (sign) => (sign === "." ? sign : "")).split("@");
	const word = local.replaceAll(".", "");
	const site = domain.split(".")[0] ?? "";
	return (
		saysNone.test(word) ||
		unread.test(word) ||
		(nothingAtAll.test(word) && (word === site || saysNone.test(site) || nothingAtAll.test(site)))
	);
}

/** Returns an address from its two halves. An address that is whole stays as it is. */
export const withDomain = (cell: string, domain: string) =>
	cell.includes("@") && !cell.endsWith("@") ? cell : `${cell.replace(/@$/, "")}@${domain}`;

/** The normalised identifiers of a cell, and what is wrong with the cell. */
type CellIdentifiers = { found: string[]; reason: ProblemReason | undefined };

/** Reads the identifiers of a kind in a cell. `cell` has been through `cleanCell` and is not empty. `country` is as in `readTelephones`. */
export function readIdentifiers(
	kind: "email" | "telephone" | "membership-number",
	cell: string,
	country?: CountryCode,
): CellIdentifiers {
	if (kind === "email") {
		const { addresses, leftOver } = readEmails(cell);
		const found = addresses.some(isPlaceholderAddress)
			? addresses.filter((address) => !isPlaceholderAddress(address))
			: addresses;
		if (found.length < addresses.length && found.length === 0) return { found, reason: "placeholder-address" };
		return { found, reason: reasonFor(kind, found.length, leftOver) };
	}
	if (kind === "telephone") {
		const { numbers, leftOver, rounded } = readTelephones(cell, country);
		return { found: numbers, reason: rounded ? "rounded-by-a-spreadsheet" : reasonFor(kind, numbers.length, leftOver) };
	}
	const whole = normalise(kind, cell);
	if (whole !== undefined) return { found: [whole], reason: undefined };
	if (isRounded(cell)) return { found: [], reason: "rounded-by-a-spreadsheet" };
	const parts = cell.split(/[\s;,|/]+/).filter(Boolean);
	const normalised = parts.length <= 20 ? parts.map((part) => normalise(kind, part)) : [];
	const found = [...new Set(normalised.filter((part) => part !== undefined))];
	return { found, reason: reasonFor(kind, found.length, found.length < normalised.length) };
}

/** A list longer than this is read part by part, in characters: `readEmails` reads no text of any length. */
const longList = 400;

/** Reads a cell that may hold any number of addresses, as a mail program lists them. */
export function readAddressList(cell: string): CellIdentifiers {
	if (cell.length <= longList) return readIdentifiers("email", cell);
	const parts = cell.split(/[;\r\n]/.test(cell) ? /[;\r\n]+/ : ",").filter((part) => part.trim() !== "");
	const read = parts.map((part) => readIdentifiers("email", part.trim()));
	const found = [...new Set(read.flatMap((part) => part.found))];
	return {
		found,
		reason: reasonFor(
			"email",
			found.length,
			read.some(({ reason }) => reason !== undefined),
		),
	};
}

/** Returns the identifiers of the other kind that stand in a cell of addresses or numbers: "07700 900001 / ada@example.org". */
export function readOtherKind(kind: "email" | "telephone", cell: string): string[] {
	if (kind === "email") return cell.includes("@") ? readIdentifiers("email", cell).found : [];
	return /\d/.test(cell) ? readTelephones(cell.replace(/\S*@\S*/g, ";")).numbers : [];
}

const reasonFor = (kind: keyof typeof problemOfKind, found: number, leftOver: boolean): ProblemReason | undefined =>
	found === 0 ? problemOfKind[kind] : leftOver ? "more-than-an-identifier" : undefined;
