import { allocate, memory, release, writeUtf8 } from "../../crypto/libsodium";
import { type SealPurpose, sealInPlace } from "../../crypto/seal";
import {
	fingerprintBytes,
	type IdentifierKind,
	type MarkPurpose,
	markBytes,
	writeFingerprint,
	writeMark,
} from "../../identifiers";

/**
 * Writes rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format") into one growing buffer in libsodium's
 * memory, so that fingerprints and seals are computed in place. Offsets count from the start of the buffer. Call `free` when done.
 */
export class BinaryCopyWriter {
	#size: number;
	#start: number;
	#at = 0;
	constructor(size = 1 << 16) {
		this.#size = size;
		this.#start = allocate(size);
	}

	/** Grows the buffer if it has less free space than `bytes`. */
	#ensureCapacity(bytes: number): void {
		if (this.#at + bytes <= this.#size) return;
		const size = Math.max(this.#size * 2, this.#at + bytes);
		const start = allocate(size);
		memory.copyWithin(start, this.#start, this.#start + this.#at);
		release(this.#start);
		this.#start = start;
		this.#size = size;
	}

	#writeInt32(value: number): void {
		const at = this.#start + this.#at;
		memory[at] = value >> 24;
		memory[at + 1] = value >> 16;
		memory[at + 2] = value >> 8;
		memory[at + 3] = value;
		this.#at += 4;
	}

	/** Starts a row with a number of fields. */
	row(fields: number): this {
		this.#ensureCapacity(2);
		memory[this.#start + this.#at] = fields >> 8;
		memory[this.#start + this.#at + 1] = fields;
		this.#at += 2;
		return this;
	}

	/** Appends a 32-bit integer. */
	integer(value: number): this {
		this.#ensureCapacity(8);
		this.#writeInt32(4);
		this.#writeInt32(value);
		return this;
	}

	/** Appends a field of `free` empty bytes and a text in UTF-8. Returns the length of the text in bytes. */
	text(free: number, value: string): number {
		this.#ensureCapacity(4 + free + 3 * value.length);
		const length = writeUtf8(value, this.#start + this.#at + 4 + free);
		this.#writeInt32(free + length);
		this.#at += free + length;
		return length;
	}

	/** Appends the fingerprint of an identifier, as a uuid. */
	fingerprint(kind: IdentifierKind, normalised: string): this {
		this.skipBytes(fingerprintBytes);
		writeFingerprint(kind, normalised, this.#start + this.#at - fingerprintBytes);
		return this;
	}

	/** Appends the mark of a text (a short keyed hash), as a bigint. */
	shortHash(purpose: MarkPurpose, text: string): this {
		this.skipBytes(markBytes);
		writeMark(purpose, text, this.#start + this.#at - markBytes);
		return this;
	}

	/** Appends a field whose bytes are written later. */
	skipBytes(bytes: number): this {
		this.#ensureCapacity(4 + bytes);
		this.#writeInt32(bytes);
		this.#at += bytes;
		return this;
	}

	/** Writes the mark of a text and of the bytes from `from` on, at the offset of a field that was skipped. */
	digest(offset: number, text: string, from: number): this {
		writeMark("row", text, this.#start + offset, { from: this.#start + from, to: this.#start + this.#at });
		return this;
	}

	/** Appends a null. */
	null(): this {
		this.#ensureCapacity(4);
		this.#writeInt32(-1);
		return this;
	}

	/** Appends a copy of the bytes between two offsets. */
	repeatBytes(from: number, to: number): this {
		this.#ensureCapacity(to - from);
		memory.copyWithin(this.#start + this.#at, this.#start + from, this.#start + to);
		this.#at += to - from;
		return this;
	}

	/** The offset of the next byte. */
	get length(): number {
		return this.#at;
	}

	/** Seals a text that `text` appended, in place. `offset` is that of its free bytes, `length` that of the text. */
	seal(purpose: SealPurpose, offset: number, length: number): void {
		sealInPlace(purpose, this.#start + offset, length);
	}

	/** Discards all rows. */
	clear(): void {
		this.#at = 0;
	}

	/** Returns a copy of the rows. */
	copy(): Uint8Array<ArrayBuffer> {
		return memory.slice(this.#start, this.#start + this.#at);
	}

	/** Frees the buffer. The writer cannot be used afterwards. */
	free(): void {
		release(this.#start);
	}
}

/** The bytes before the first row: signature, no flags, no extension. */
export const copyHeader = Buffer.from("5047434f50590aff0d0a000000000000000000", "hex");
/** The bytes after the last row. */
export const copyTrailer = Buffer.from("ffff", "hex");
