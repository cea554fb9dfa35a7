import fc from "fast-check";
import { expect, it } from "vitest";
import { allocate, memory, release } from "@/lib/crypto/libsodium";
import { seal, sealInPlace, sealStart, unseal, unsealBytes } from "@/lib/crypto/seal";

it("Node's crypto opens what libsodium sealed in place, and no other byte is changed", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 1000 }), fc.nat(9), (bytes, before) => {
			const size = before + sealStart + bytes.length + 5;
			const start = allocate(size);
			memory.fill(0xaa, start, start + size);
			memory.set(bytes, start + before + sealStart);
			sealInPlace("hints", start + before, bytes.length);
			const made = Buffer.from(memory.slice(start, start + size));
			release(start);
			const end = before + sealStart + bytes.length;
			expect(unsealBytes("hints", made.subarray(before, end))).toEqual(Buffer.from(bytes));
			expect(made.subarray(0, before)).toEqual(Buffer.alloc(before, 0xaa));
			expect(made.subarray(end)).toEqual(Buffer.alloc(5, 0xaa));
			expect(unsealBytes("hints", seal("hints", Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
		}),
	);
});

it("no two seals share a nonce", () => {
	const place = allocate(sealStart);
	const made = Array.from({ length: 2_000 }, (_, at) => {
		if (at % 2) return seal("hints", "").toString("hex", 1, 13);
		sealInPlace("hints", place, 0);
		return Buffer.from(memory.slice(place + 1, place + 13)).toString("hex");
	});
	expect(new Set(made).size).toBe(made.length);
});

it("an altered seal, or one for another purpose, does not open", () => {
	const sealed = seal("hints", "account ending 42");
	expect(unseal("hints", sealed)).toBe("account ending 42");
	expect(() => unseal("address", sealed)).toThrow();
	for (let at = 0; at < sealed.length; at++) {
		const altered = Buffer.from(sealed);
		altered[at] = (altered[at] as number) ^ 1;
		expect(() => unseal("hints", altered), `byte ${at}`).toThrow();
	}
});
