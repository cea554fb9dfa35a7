import { createCipheriv, randomFillSync } from "node:crypto";
import { type SealPurpose, sealKey, sealStart, sealVersion } from "./seal";

/** Where a text lies that is to be sealed: the place of its seal's first byte, and how many bytes the text has. */
export type Unsealed = { at: number; length: number };

type Keyed = { key: Buffer; products: Int32Array };
const prepared = new Map<SealPurpose, Keyed>();

/**
 * GHASH multiplies by H, the cipher of a block of zeros (NIST SP 800-38D, 6.3 and 6.4). Multiplication is linear, so the
 * product of a block is the exclusive or of its sixteen bytes' products, which are made once: four words for each byte at
 * each place. Words are only ever combined, so their byte order does not matter.
 */
function productsOf(key: Buffer): Int32Array {
	const h = encrypt(key, Buffer.alloc(16));
	const bytes = Buffer.alloc(16 * 256 * 16);
	let high = h.readBigUInt64BE(0);
	let low = h.readBigUInt64BE(8);
	for (let bit = 0; bit < 128; bit++) {
		const at = ((bit >> 3) * 256 + (0x80 >> (bit & 7))) * 16;
		bytes.writeBigUInt64BE(high, at);
		bytes.writeBigUInt64BE(low, at + 8);
		const carry = low & 1n;
		low = (low >> 1n) | ((high & 1n) << 63n);
		high = (high >> 1n) ^ (carry ? 0xe1n << 56n : 0n);
	}
	const products = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
	for (let place = 0; place < 16; place++)
		for (let byte = 1; byte < 256; byte++) {
			const lowest = byte & -byte;
			if (lowest === byte) continue;
			const [to, one, other] = [byte, lowest, byte ^ lowest].map((each) => (place * 256 + each) * 4) as [
				number,
				number,
				number,
			];
			for (let word = 0; word < 4; word++)
				products[to + word] = (products[one + word] as number) ^ (products[other + word] as number);
		}
	return products;
}

function encrypt(key: Buffer, blocks: Buffer): Buffer {
	const cipher = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false);
	return cipher.update(blocks);
}

function keyedFor(purpose: SealPurpose): Keyed {
	let keyed = prepared.get(purpose);
	if (!keyed) {
		const key = sealKey(purpose);
		keyed = { key, products: productsOf(key) };
		prepared.set(purpose, keyed);
	}
	return keyed;
}

/**
 * Seals many texts at once, each where it lies: `target` holds the text `sealStart` bytes behind `at`, and afterwards the seal
 * from `at` on, byte for byte one that `seal` could have made and `unseal` opens. An import seals a text for every row, and a
 * cipher object for each takes longer than all else together; here one call encrypts the counters of all, and only GHASH is our
 * own. A test holds it to Node's AES-256-GCM.
 */
export function sealInPlace(purpose: SealPurpose, target: Buffer, texts: readonly Unsealed[]): void {
	const { key, products } = keyedFor(purpose);
	const nonces = randomFillSync(Buffer.allocUnsafe(texts.length * 12));
	const blocks = texts.reduce((sum, { length }) => sum + 1 + Math.ceil(length / 16), 0);
	const counters = Buffer.allocUnsafe(blocks * 16);
	const view = new DataView(counters.buffer, counters.byteOffset, counters.length);
	let block = 0;
	for (const [index, { length }] of texts.entries()) {
		const one = nonces.readInt32BE(index * 12);
		const two = nonces.readInt32BE(index * 12 + 4);
		const three = nonces.readInt32BE(index * 12 + 8);
		const last = 1 + Math.ceil(length / 16);
		for (let count = 1; count <= last; count++, block += 16) {
			view.setInt32(block, one);
			view.setInt32(block + 4, two);
			view.setInt32(block + 8, three);
			view.setInt32(block + 12, count);
		}
	}
	const stream = encrypt(key, counters);
	const hash = new Int32Array(4);
	const hashed = new Uint8Array(hash.buffer);
	let from = 0;

	/** Takes a block into the hash and multiplies by H; of `size` bytes at `to`, which are encrypted on the way. */
	function take(to: number, size: number): void {
		let a = 0;
		let b = 0;
		let c = 0;
		let d = 0;
		for (let place = 0; place < 16; place++) {
			let byte = hashed[place] as number;
			if (place < size) {
				const sealed = (target[to + place] as number) ^ (stream[from + place] as number);
				target[to + place] = sealed;
				byte ^= sealed;
			}
			const at = ((place << 8) | byte) << 2;
			a ^= products[at] as number;
			b ^= products[at + 1] as number;
			c ^= products[at + 2] as number;
			d ^= products[at + 3] as number;
		}
		hash[0] = a;
		hash[1] = b;
		hash[2] = c;
		hash[3] = d;
	}

	for (const [index, { at, length }] of texts.entries()) {
		const mask = from;
		from += 16;
		hash.fill(0);
		const end = at + sealStart + length;
		for (let to = at + sealStart; to < end; to += 16) {
			take(to, Math.min(16, end - to));
			from += 16;
		}
		// The length of the sealed text in bits, in the last eight bytes; texts are far below the 512 MB that four hold.
		for (let byte = 0; byte < 4; byte++)
			hashed[12 + byte] = (hashed[12 + byte] as number) ^ (((length * 8) >>> (24 - 8 * byte)) & 0xff);
		take(end, 0);
		target[at] = sealVersion;
		nonces.copy(target, at + 1, index * 12, index * 12 + 12);
		for (let byte = 0; byte < 16; byte++)
			target[at + 13 + byte] = (hashed[byte] as number) ^ (stream[mask + byte] as number);
	}
}
