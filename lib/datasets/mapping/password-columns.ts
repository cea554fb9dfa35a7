/** What a column of passwords looks like, by its header and by its values. */

const secret =
	/pass ?(word|code|phrase)|passwd|\bpwd?\b|\bpin\b|\b(hash|salt|secret|credentials?)\b|security (answer|question)|memorable|kennwort|cyfrinair/;

/** A header as words of lower case: "user_PWD-hash" → "user pwd hash", "passwordHash" → "password hash". */
export const normaliseHeader = (header: string) =>
	header
		.replace(/([a-z])([A-Z])/g, "$1 $2")
		.toLowerCase()
		.replace(/\bd\.?o\.?b\.?\b/, "dob")
		.replace(/[^a-z0-9]+/g, " ")
		.replace(/ \d+$/, "")
		.trim();

/** Whether a header says that its column holds passwords, what they were made into, or answers to security questions. */
export const isSecretHeader = (header: string) => secret.test(normaliseHeader(header));

/** Shorter texts are none. */
export const minHashLength = 32;
/** bcrypt, Argon2, crypt, scrypt, PBKDF2 as Django writes it, LDAP's, and bare MD5, SHA-1 and SHA-256 in hexadecimal. */
const hash =
	/^(?:\$(?:2[abxy]?|argon2(?:id|i|d)|1|5|6|y|7|scrypt|P|H)\$|(?:pbkdf2|scrypt|bcrypt)[\w-]*[$:]|\{(?:S?SHA\d*|S?MD5|CRYPT)\}|[0-9a-f]{32}$|[0-9a-f]{40}$|[0-9a-f]{64}$)/i;

/** Somewhere a small letter beside a figure or a sign, all without a space, as people choose them and membership numbers are not. */
const chosen = /^(?=.*[a-z])(?=.*[\d!"£$%^&*#?~])[\x21-\x7e£]{6,40}$/;
/** What else is written like that: addresses of mail and of the web, names of files, dates and times. */
const otherwise = /@.*\.|:\/\/|\.[a-z]{2,4}$|^\d{1,2}[-/.a-z]|\d(?:am|pm)$/i;

/** Whether a value looks like a password somebody chose. Many user names do too: enough for a question, not for an answer. */
export const looksLikePassword = (value: string) =>
	chosen.test(value) && !otherwise.test(value) && !looksLikeHash(value);

/** Whether a value looks like what a password is made into, to be kept. */
export const looksLikeHash = (value: string) => value.length >= minHashLength && hash.test(value);
