import { allocate, memory, release, writeUtf8 } from "../../crypto/libsodium";
import { type SealPurpose, sealInPlace } from "../../crypto/seal";
import {
	type IdentifierKind,
	type MarkPurpose,
	markBytes,
	printBytes,
	writeFingerprint,
	writeMark,
} from "../../identifiers";

/**
 * Rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format"), written into one growing piece of
 * libsodium's memory, where fingerprints and seals are made in their places. Places are counted from its beginning. To be freed.
 */
export class BinaryCopyWriter {
	#size: number;
	#start: number;
	#at = 0;
	constructor(size = 1 << 16) {
		this.#size = size;
		this.#start = allocate(size);
	}

	#room(bytes: number): void {
		if (this.#at + bytes <= this.#size) return;
		const size = Math.max(this.#size * 2, this.#at + bytes);
		const start = allocate(size);
		memory.copyWithin(start, this.#start, this.#start + this.#at);
		release(this.#start);
		this.#start = start;
		this.#size = size;
	}

	#write(value: number): void {
		const at = this.#start + this.#at;
		memory[at] = value >> 24;
		memory[at + 1] = value >> 16;
		memory[at + 2] = value >> 8;
		memory[at + 3] = value;
		this.#at += 4;
	}

	/** Begins a row of so many fields. */
	row(fields: number): this {
		this.#room(2);
		memory[this.#start + this.#at] = fields >> 8;
		memory[this.#start + this.#at + 1] = fields;
		this.#at += 2;
		return this;
	}

	integer(value: number): this {
		this.#room(8);
		this.#write(4);
		this.#write(value);
		return this;
	}

	/** A text behind as many free bytes; out: how many bytes the text has. */
	text(free: number, value: string): number {
		this.#room(4 + free + 3 * value.length);
		const length = writeUtf8(value, this.#start + this.#at + 4 + free);
		this.#write(free + length);
		this.#at += free + length;
		return length;
	}

	/** The fingerprint of an identifier, as a uuid. */
	fingerprint(kind: IdentifierKind, normalised: string): this {
		this.skipBytes(printBytes);
		writeFingerprint(kind, normalised, this.#start + this.#at - printBytes);
		return this;
	}

	/** The mark of a text, as a bigint. */
	shortHash(purpose: MarkPurpose, text: string): this {
		this.skipBytes(markBytes);
		writeMark(purpose, text, this.#start + this.#at - markBytes);
		return this;
	}

	/** Leaves so many bytes to be written later. */
	skipBytes(bytes: number): this {
		this.#room(4 + bytes);
		this.#write(bytes);
		this.#at += bytes;
		return this;
	}

	/** Writes into a blank the mark of a text and of all that was written from a place on. */
	digest(blank: number, text: string, from: number): this {
		writeMark("row", text, this.#start + blank, { from: this.#start + from, to: this.#start + this.#at });
		return this;
	}

	null(): this {
		this.#room(4);
		this.#write(-1);
		return this;
	}

	/** Repeats what stands between two places. */
	repeatBytes(from: number, to: number): this {
		this.#room(to - from);
		memory.copyWithin(this.#start + this.#at, this.#start + from, this.#start + to);
		this.#at += to - from;
		return this;
	}

	/** How far it is written: the place of the next byte. */
	get length(): number {
		return this.#at;
	}

	/** Seals what stands behind the free bytes at a place. */
	seal(purpose: SealPurpose, place: number, length: number): void {
		sealInPlace(purpose, this.#start + place, length);
	}

	/** Begins anew. */
	clear(): void {
		this.#at = 0;
	}

	/** What was written, as bytes of their own. */
	copy(): Uint8Array<ArrayBuffer> {
		return memory.slice(this.#start, this.#start + this.#at);
	}

	/** Gives the memory back. The object is of no use afterwards. */
	free(): void {
		release(this.#start);
	}
}

/** What stands before the first row: signature, no flags, no extension. */
export const copyHeader = Buffer.from("5047434f50590aff0d0a000000000000000000", "hex");
/** What stands after the last row. */
export const copyTrailer = Buffer.from("ffff", "hex");
