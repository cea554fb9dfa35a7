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

	bytes(value: Buffer): this {
		this.#room(4 + value.length);
		this.#at = this.#buffer.writeInt32BE(value.length, this.#at);
		this.#at += value.copy(this.#buffer, this.#at);
		return this;
	}

	/** Bytes given in hexadecimal. */
	hex(value: string): this {
		this.#room(4 + value.length / 2);
		this.#at = this.#buffer.writeInt32BE(value.length / 2, this.#at);
		this.#at += this.#buffer.write(value, this.#at, "hex");
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
