import { randomBytes } from "node:crypto";

/** The prefixes of ids. A prefix says what an id identifies: `inc_7h2k…`. */
type IdPrefix =
	| "per"
	| "pid"
	| "chl"
	| "ses"
	| "stf"
	| "inc"
	| "rep"
	| "upd"
	| "cor"
	| "dsc"
	| "dst"
	| "dsv"
	| "map"
	| "chk"
	| "cpt"
	| "cns"
	| "msg"
	| "fmt"
	| "cfm"
	| "rem";

const crockford = "0123456789abcdefghjkmnpqrstvwxyz";

/** Returns a new id: a prefix and 80 random bits in Crockford's base 32, which is safe in URLs and easy to read aloud. */
export function newId(prefix: IdPrefix): string {
	return `${prefix}_${randomBase32()}`;
}

/** Returns sixteen random characters of Crockford's base 32 (80 bits). */
export function randomBase32(): string {
	let text = "";
	for (const byte of randomBytes(16)) text += crockford[byte & 31];
	return text;
}
