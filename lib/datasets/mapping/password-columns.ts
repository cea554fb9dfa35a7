/** Recognises columns of passwords, by header and by values. */
import { decodeXmlEscapes } from "../reading/cell-values";

const secretHeader =
	/pass ?(word|code|phrase)|passwd|\bpwd?\b|\bpin\b|\b(hash|salt|secret|credentials?)\b|security (answer|question)|memorable|kennwort|cyfrinair/;

/** How much of a header is read, in characters. */
const headerLength = 300;

/** Splits a header into lower-case words: "user_PWD-hash" → "user pwd hash", "passwordHash" → "password hash". */
export const normaliseHeader = (header: string) =>
	decodeXmlEscapes(header.slice(0, headerLength))
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.replace(/([a-z])([A-Z])/g, "$1 $2")
		.toLowerCase()
		.replace(/\bd\.?o\.?b\.?\b/, "dob")
		.replace(/[^a-z0-9]+/g, " ")
		.replace(/ \d+$/, "")
		.trim();

/** Whether a header names passwords, their hashes, or answers to security questions. */
export const isSecretHeader = (header: string) => secretHeader.test(normaliseHeader(header));

/** The length of the shortest hash that is recognised, in characters. */
export const minHashLength = 32;
/** Matches bcrypt, Argon2, crypt, scrypt, PBKDF2 as Django writes it, LDAP hashes, and MD5, SHA-1 and SHA-256 in hexadecimal. */
const passwordHash =
	/^(?:\$(?:2[abxy]?|argon2(?:id|i|d)|1|5|6|y|7|scrypt|P|H)\$|(?:pbkdf2|scrypt|bcrypt)[\w-]*[$:]|\{(?:S?SHA\d*|S?MD5|CRYPT)\}|[0-9a-f]{32}$|[0-9a-f]{40}$|[0-9a-f]{64}$)/i;

/** Matches a lower-case letter with a digit or sign, without spaces. People choose such passwords; membership numbers have no lower case. */
const passwordShape = /^(?=.*[a-z])(?=.*[\d!"£$%^&*#?~])[\x21-\x7e£]{6,40}$/;
/** Matches what has the same shape: email addresses, URLs, file names, dates and times. */
const otherShape = /@.*\.|:\/\/|\.[a-z]{2,4}$|^\d{1,2}[-/.a-z]|\d(?:am|pm)$/i;

/** Whether a value looks like a password somebody chose. Many user names do too, so it justifies a warning only. */
export const looksLikePassword = (value: string) =>
	passwordShape.test(value) && !otherShape.test(value) && !looksLikeHash(value);

/** Whether a value looks like the hash of a password. */
export const looksLikeHash = (value: string) => value.length >= minHashLength && passwordHash.test(value);
