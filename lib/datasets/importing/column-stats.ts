import { markOf } from "../../identifiers";
import { looksLikeHash, looksLikePassword, minHashLength } from "../mapping/password-columns";

const capitalised = /^\p{Lu}[\p{L}\p{M}'’-]+(?:,? \p{Lu}[\p{L}\p{M}'’.-]*){0,3}$/u;
const address = /[^\s@]@[^\s@]+\.[^\s@]/;

/** The counts of a batch, column by column. */
export type ColumnCounts = {
	/** Cells with a value. */
	nonEmpty: number[];
	/** Cells that look like the hash of a password. */
	hashed: number[];
	/** Cells with a value in the batch's first rows, and how many of those look like a password somebody chose. */
	sampled: number[];
	passwordLike: number[];
	/** How many of the sampled cells hold an email address. */
	addressLike: number[];
	/** How many of the sampled cells hold nothing but words that begin with a capital, as names do. */
	nameLike: number[];
	/** A keyed hash of the value that all cells hold; "" if they differ, undefined if all are empty. */
	constants: (string | undefined)[];
};

/** Counts the values of a batch's columns. Keeps the first value of a column until another value differs. */
export class ColumnStats {
	#nonEmpty: Uint32Array;
	#hashed: Uint32Array;
	#sampled: Uint32Array;
	#passwordLike: Uint32Array;
	#addressLike: Uint32Array;
	#nameLike: Uint32Array;
	#constant: (string | undefined)[];
	#varies: Uint8Array;

	constructor(width: number) {
		this.#nonEmpty = new Uint32Array(width);
		this.#hashed = new Uint32Array(width);
		this.#sampled = new Uint32Array(width);
		this.#passwordLike = new Uint32Array(width);
		this.#addressLike = new Uint32Array(width);
		this.#nameLike = new Uint32Array(width);
		this.#constant = new Array(width).fill(undefined);
		this.#varies = new Uint8Array(width);
	}

	/** Counts a cell that is not empty. `sample` says whether to test it for passwords and addresses. */
	add(at: number, cell: string, sample: boolean): void {
		this.#nonEmpty[at] = (this.#nonEmpty[at] as number) + 1;
		if (!this.#varies[at]) {
			if (this.#constant[at] === undefined) this.#constant[at] = cell;
			else if (this.#constant[at] !== cell) this.#varies[at] = 1;
		}
		if (cell.length >= minHashLength && looksLikeHash(cell)) this.#hashed[at] = (this.#hashed[at] as number) + 1;
		if (!sample) return;
		this.#sampled[at] = (this.#sampled[at] as number) + 1;
		if (address.test(cell)) this.#addressLike[at] = (this.#addressLike[at] as number) + 1;
		if (capitalised.test(cell)) this.#nameLike[at] = (this.#nameLike[at] as number) + 1;
		if (looksLikePassword(cell)) this.#passwordLike[at] = (this.#passwordLike[at] as number) + 1;
	}

	/** Returns the counts, with hashes in place of values. */
	counts(): ColumnCounts {
		return {
			nonEmpty: [...this.#nonEmpty],
			hashed: [...this.#hashed],
			sampled: [...this.#sampled],
			passwordLike: [...this.#passwordLike],
			addressLike: [...this.#addressLike],
			nameLike: [...this.#nameLike],
			constants: this.#constant.map((value, at) =>
				value === undefined ? undefined : this.#varies[at] ? "" : markOf("row", value).toString("hex"),
			),
		};
	}
}
