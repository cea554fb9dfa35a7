import { randomBytes } from "node:crypto";

/** The kinds of id in use. An id says what it identifies: `inc_7h2k…`. */
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

/** A new id of 80 random bits in Crockford's base 32 behind its prefix, safe in URLs and read aloud without mix-ups. */
export function newId(prefix: IdPrefix): string {
	return `${prefix}_${randomBase32()}`;
}

/** Sixteen random letters of Crockford's base 32: 80 bits. */
export function randomBase32(): string {
	let text = "";
	for (const byte of randomBytes(16)) text += crockford[byte & 31];
	return text;
}
