/** The part of libsodium's raw module that we call: C functions over the module's memory. Addresses and lengths are in bytes. */
declare module "libsodium" {
	export type Sodium = {
		/** The whole memory. The array is replaced when the memory grows. */
		readonly HEAPU8: Uint8Array<ArrayBuffer>;
		_malloc(bytes: number): number;
		_free(address: number): void;
		/** Keyed BLAKE2b. A 64-bit length is two numbers, the lower half first. */
		_crypto_generichash(
			out: number,
			outLength: number,
			text: number,
			length: number,
			lengthAbove: number,
			key: number,
			keyLength: number,
		): number;
		_crypto_generichash_statebytes(): number;
		_crypto_generichash_init(state: number, key: number, keyLength: number, outLength: number): number;
		_crypto_generichash_update(state: number, text: number, length: number, lengthAbove: number): number;
		_crypto_generichash_final(state: number, out: number, outLength: number): number;
		/** SipHash-2-4 under a key of 16 bytes; writes 8. */
		_crypto_shorthash(out: number, text: number, length: number, lengthAbove: number, key: number): number;
		_crypto_aead_chacha20poly1305_ietf_encrypt_detached(
			sealed: number,
			tag: number,
			tagLength: number,
			text: number,
			length: number,
			lengthAbove: number,
			beside: number,
			besideLength: number,
			besideLengthAbove: number,
			unused: number,
			nonce: number,
			key: number,
		): number;
	};
	export default function libsodium(): Promise<Sodium>;
}
