import fc from "fast-check";
import { expect, it } from "vitest";
import { seal, sealInPlace, sealStart, unseal, unsealBytes } from "@/lib/seal";

it("bytes sealed where they lie open again, and nothing beside them is touched", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(9), (bytes, at) => {
			const target = Buffer.alloc(at + sealStart + bytes.length + 5, 0xaa);
			target.set(bytes, at + sealStart);
			sealInPlace("hints", target, at, bytes.length);
			const end = at + sealStart + bytes.length;
			expect(unsealBytes("hints", target.subarray(at, end))).toEqual(Buffer.from(bytes));
			expect(target.subarray(0, at)).toEqual(Buffer.alloc(at, 0xaa));
			expect(target.subarray(end)).toEqual(Buffer.alloc(5, 0xaa));
		}),
	);
});

it("no two seals share a nonce", () => {
	const made = Array.from({ length: 2_000 }, () => seal("hints", "").toString("hex", 1, 13));
	expect(new Set(made).size).toBe(made.length);
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
