/**
 * libsodium as WebAssembly. Hashes and seals values inside the module's own memory, without copies. An import has
 * millions of short values, for which Node's crypto takes up to five times as long.
 */
import libsodium from "libsodium";

const sodium = await libsodium();
const {
	_crypto_generichash: hash,
	_crypto_generichash_init: hashInit,
	_crypto_generichash_update: hashUpdate,
	_crypto_generichash_final: hashFinal,
	_crypto_shorthash: shortHash,
	_crypto_aead_chacha20poly1305_ietf_encrypt_detached: encrypt,
} = sodium;

/** All of the module's memory. `allocate` may replace the array. */
export let memory = sodium.HEAPU8;

/** Allocates bytes that are never freed unless `release` is called. Returns their address. */
export function allocate(bytes: number): number {
	const at = sodium._malloc(bytes);
	if (at === 0) throw new Error(`no memory for ${bytes} bytes`);
	memory = sodium.HEAPU8;
	return at;
}

/** Frees allocated bytes. */
export const release = (at: number): void => sodium._free(at);

/** Copies a key into the memory. Returns its address. */
export function storeBytes(bytes: Uint8Array): number {
	const at = allocate(bytes.length);
	memory.set(bytes, at);
	return at;
}

const encoder = new TextEncoder();

/** The longest text for which a loop is quicker than TextEncoder, in characters. */
const longestLooped = 48;

/** Writes a text as UTF-8 into the memory, which has room for three bytes a character. Returns its length in bytes. */
export function writeUtf8(value: string, start: number): number {
	const bytes = memory;
	if (value.length > longestLooped) return encoder.encodeInto(value, bytes.subarray(start)).written;
	let at = start;
	for (let index = 0; index < value.length; index++) {
		const code = value.charCodeAt(index);
		if (code < 0x80) bytes[at++] = code;
		else if (code < 0x800) {
			bytes[at++] = 0xc0 | (code >> 6);
			bytes[at++] = 0x80 | (code & 0x3f);
		} else if (code < 0xd800 || code > 0xdfff) {
			bytes[at++] = 0xe0 | (code >> 12);
			bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
			bytes[at++] = 0x80 | (code & 0x3f);
		} else return at - start + encoder.encodeInto(value.slice(index), bytes.subarray(at)).written;
	}
	return at - start;
}

/** The length in bytes of a hash and of its key. */
const [hashBytes, hashKeyBytes] = [16, 32];
/** The length in bytes of a block of BLAKE2b, and of what libsodium's state holds before the buffer for the next block (RFC 7693). */
const [blockBytes, chainBytes] = [128, 96];
const stateBytes = sodium._crypto_generichash_statebytes();
const state = allocate(stateBytes);

/**
 * Returns what `hashAt` needs of a key: the key, behind the state that BLAKE2b has once it has read the block of the key. Reading that is
 * half the work of a short text. Throws if this libsodium has another state than is read here.
 */
export function hashKey(bytes: Uint8Array): number {
	const kept = storeBytes(Buffer.concat([Buffer.alloc(stateBytes), bytes]));
	const text = storeBytes(new Uint8Array(blockBytes + 1));
	// libsodium holds a full block back until it knows that more follows.
	hashInit(state, kept + stateBytes, hashKeyBytes, hashBytes);
	hashUpdate(state, text, blockBytes + 1, 0);
	memory.copyWithin(kept, state, state + chainBytes);
	const [found, expected] = [allocate(hashBytes), allocate(hashBytes)];
	hashAt(found, text, blockBytes + 1, kept);
	hash(expected, hashBytes, text, blockBytes + 1, 0, kept + stateBytes, hashKeyBytes);
	const read = (at: number) => memory.slice(at, at + hashBytes).join();
	if (read(found) !== read(expected)) throw new Error("this libsodium has another state of BLAKE2b");
	for (const address of [text, found, expected]) release(address);
	return kept;
}

/** Writes 16 bytes of BLAKE2b under a key of 32 bytes (RFC 7693) over the bytes at `text`. `key` is what `hashKey` returned. */
export function hashAt(out: number, text: number, length: number, key: number): void {
	if (length === 0) {
		// The block of the key is the last one then.
		hash(out, hashBytes, text, 0, 0, key + stateBytes, hashKeyBytes);
		return;
	}
	memory.copyWithin(state, key, key + stateBytes);
	hashUpdate(state, text, length, 0);
	hashFinal(state, out, hashBytes);
}

/** Writes 8 bytes of SipHash-2-4 under a key of 16 bytes over the bytes at `text`. */
export function shortHashAt(out: number, text: number, length: number, key: number): void {
	shortHash(out, text, length, 0, key);
}

/** Encrypts the bytes at `text` in place with ChaCha20-Poly1305 (RFC 8439) and writes the tag of 16 bytes. */
export function encryptAt(text: number, length: number, tag: number, nonce: number, key: number): void {
	encrypt(text, tag, 0, text, length, 0, 0, 0, 0, 0, nonce, key);
}
