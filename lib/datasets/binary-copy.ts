import { type FingerprintPurpose, writeFingerprint } from "../identifiers";

/** Rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format"), written into one growing buffer. */
export class CopyRows {
	#buffer: Buffer;
	#at = 0;
	constructor(size = 1 << 16) {
		this.#buffer = Buffer.allocUnsafeSlow(size);
	}

	#room(bytes: number): void {
		if (this.#at + bytes <= this.#buffer.length) return;
		const larger = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#at + bytes));
		this.#buffer.copy(larger, 0, 0, this.#at);
		this.#buffer = larger;
	}

	/** Begins a row of so many fields. */
	row(fields: number): this {
		this.#room(2);
		this.#at = this.#buffer.writeInt16BE(fields, this.#at);
		return this;
	}

	integer(value: number): this {
		this.#room(8);
		this.#at = this.#buffer.writeInt32BE(4, this.#at);
		this.#at = this.#buffer.writeInt32BE(value, this.#at);
		return this;
	}

	/** A text behind as many free bytes; out: how many bytes the text has. */
	text(free: number, value: string): number {
		this.#room(4 + free + 3 * value.length);
		const length = this.#buffer.write(value, this.#at + 4 + free);
		this.#at = this.#buffer.writeInt32BE(free + length, this.#at) + free + length;
		return length;
	}

	/** The fingerprint of a text, as a uuid; of the text and what stands from one place to another, where they are given. */
	fingerprint(purpose: FingerprintPurpose, text: string, from = 0, to = 0): this {
		this.#room(20);
		this.#at = this.#buffer.writeInt32BE(16, this.#at);
		const rest = to ? this.#buffer.subarray(from, to) : undefined;
		writeFingerprint(purpose, text, this.#buffer, this.#at, rest);
		this.#at += 16;
		return this;
	}

	null(): this {
		this.#room(4);
		this.#at = this.#buffer.writeInt32BE(-1, this.#at);
		return this;
	}

	/** Repeats what stands between two places. */
	again(from: number, to: number): this {
		this.#room(to - from);
		this.#at += this.#buffer.copy(this.#buffer, this.#at, from, to);
		return this;
	}

	/** How far it is written: the place of the next byte. */
	get length(): number {
		return this.#at;
	}

	/** What was written. The object is of no use afterwards. */
	take(): Buffer {
		return this.#buffer.subarray(0, this.#at);
	}
}

/** What stands before the first row: signature, no flags, no extension. */
export const copyHeader = Buffer.from("5047434f50590aff0d0a000000000000000000", "hex");
/** What stands after the last row. */
export const copyTrailer = Buffer.from("ffff", "hex");
