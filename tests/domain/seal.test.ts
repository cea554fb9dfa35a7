import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { seal, sealKey, sealStart, unseal, unsealBytes } from "@/lib/seal";
import { sealInPlace, type Unsealed } from "@/lib/seal-many";

/** Lays texts out as an import does, with a few bytes between them, and seals them. */
function sealAll(texts: readonly Uint8Array[]): { target: Buffer; places: Unsealed[] } {
	const gap = 5;
	const target = Buffer.alloc(
		texts.reduce((sum, text) => sum + gap + sealStart + text.length, gap),
		0xaa,
	);
	const places: Unsealed[] = [];
	let at = gap;
	for (const text of texts) {
		target.set(text, at + sealStart);
		places.push({ at, length: text.length });
		at += sealStart + text.length + gap;
	}
	sealInPlace("hints", target, places);
	return { target, places };
}
const texts = fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 20 });
const sealedAt = (target: Buffer, { at, length }: Unsealed) => target.subarray(at, at + sealStart + length);

it("many seals made at once are Node's AES-256-GCM, byte for byte, and touch nothing beside them", () => {
	fc.assert(
		fc.property(texts, (all) => {
			const { target, places } = sealAll(all);
			for (const [index, place] of places.entries()) {
				const sealed = sealedAt(target, place);
				const cipher = createCipheriv("aes-256-gcm", sealKey("hints"), sealed.subarray(1, 13));
				const body = Buffer.concat([cipher.update(all[index] as Uint8Array), cipher.final()]);
				expect(sealed).toEqual(Buffer.concat([Buffer.of(1), sealed.subarray(1, 13), cipher.getAuthTag(), body]));
				expect(unsealBytes("hints", sealed)).toEqual(Buffer.from(all[index] as Uint8Array));
				expect(target.subarray(place.at - 5, place.at)).toEqual(Buffer.alloc(5, 0xaa));
			}
			expect(new Set(places.map(({ at }) => target.toString("hex", at + 1, at + 13))).size).toBe(places.length);
		}),
		{ numRuns: 500 },
	);
});

it("a long text is sealed as a short one", () => {
	const long = Buffer.from("Björn •".repeat(20_000));
	const { target, places } = sealAll([long]);
	expect(unsealBytes("hints", sealedAt(target, places[0] as Unsealed))).toEqual(long);
});

it("what was altered, or is for another purpose, does not open", () => {
	const sealed = seal("hints", "account ending 42");
	expect(unseal("hints", sealed)).toBe("account ending 42");
	expect(() => unseal("address", sealed)).toThrow();
	for (let at = 0; at < sealed.length; at++) {
		const altered = Buffer.from(sealed);
		altered[at] = (altered[at] as number) ^ 1;
		expect(() => unseal("hints", altered), `byte ${at}`).toThrow();
	}
});
