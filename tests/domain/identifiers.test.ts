import { hkdfSync } from "node:crypto";
import { blake2b } from "@noble/hashes/blake2.js";
import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { allocate, memory, release, shortHashAt, storeBytes } from "@/lib/crypto/libsodium";
import { readDate } from "@/lib/datasets/reading/dates";
import {
	fingerprint,
	identifierKinds,
	markOf,
	mask,
	nameMark,
	normalise,
	normaliseName,
	normalisePostcode,
	readEnding,
	writeMark,
} from "@/lib/identifiers";
import { fingerprintOf } from "@/lib/identifiers/fingerprint";
import { normaliseText } from "@/lib/identifiers/text";
import { noise } from "../support/arbitraries";

const same = (kind: "email" | "telephone" | "membership-number" | "name-postcode", one: string, other: string) => {
	expect(normalise(kind, one), one).toBeDefined();
	expect(normalise(kind, other), other).toBe(normalise(kind, one));
	expect(fingerprint(kind, other)).toEqual(fingerprint(kind, one));
};

describe("email addresses", () => {
	test.each([
		["jo@example.org", "  JO@Example.ORG "],
		["jo@example.org", "ｊｏ＠ｅｘａｍｐｌｅ．ｏｒｇ"],
		["jo@bücher.example", "jo@xn--bcher-kva.example"],
		["jo@bücher.example", "JO@BU\u0308CHER.example"],
		["jo@example.org", "<jo@example.org>"],
		["jo@example.org", "mailto:jo@example.org"],
		["jo@example.org", "jo@example.org."],
		["jo@example.org", "\ufeffjo@exa\u200bmple.org\u00a0"],
		["zoë@example.org", "ZOE\u0308@example.org"],
	])("%s is %s", (one, other) => same("email", one, other));
	test("plus tags and dots are different mailboxes", () => {
		const all = ["jo.smith@example.org", "josmith@example.org", "jo.smith+news@example.org"];
		expect(new Set(all.map((each) => normalise("email", each))).size).toBe(3);
	});
	test.each([
		"",
		"jo",
		"@example.org",
		"jo@",
		"jo@example",
		"jo smith@example.org",
		"a@b@example.org",
		"jo@exa mple.org",
		"jo@127.0.0.1",
		"a@example.org;b@example.org",
		`${"a".repeat(65)}@example.org`,
	])("%s is none", (raw) => expect(normalise("email", raw)).toBeUndefined());
});

describe("telephone numbers", () => {
	test.each([
		"07700 900123",
		"(07700) 900123",
		"+44 (0)7700 900 123",
		"0044 7700 900123",
		"07700/900-123",
		"7700900123",
		"447700900123",
		"tel:+447700900123",
		"'07700900123",
		"０７７００９００１２３",
		"07700\u00a0900\u00a0123",
	])("%s is one number", (raw) => expect(normalise("telephone", raw)).toBe("+447700900123"));
	test.each(["", "none", "12345", "07700 900123 or 07700 900124", "9".repeat(60)])("%s is none", (raw) =>
		expect(normalise("telephone", raw)).toBeUndefined(),
	);
	test("the short way for British numbers says what the library says", () => {
		const separators = fc.constantFrom("", " ", "-", ".", "/", " (", ") ");
		const digits = fc.stringMatching(/^[12378]\d{9}$/);
		fc.assert(
			fc.property(
				fc.constantFrom("0", "+44", "+440", "0044"),
				digits,
				fc.array(separators, { maxLength: 3 }),
				(prefix, number, gaps) => {
					const written =
						prefix + gaps.reduce((text, gap, at) => text.slice(0, 3 + at) + gap + text.slice(3 + at), number);
					const library = parsePhoneNumberFromString(written, { defaultCountry: "GB", extract: false });
					if (library?.isPossible()) expect(normalise("telephone", written)).toBe(library.number);
				},
			),
		);
	});
});

describe("membership numbers", () => {
	test.each([
		["MP123456", " mp 123-456 "],
		["MP123456", "ＭＰ１２３４５６"],
		["MP123456", "mp–123456"],
	])("%s is %s", (one, other) => same("membership-number", one, other));
	test.each(["", "123456", "MP12345", "XMP123456"])("%s is none", (raw) =>
		expect(normalise("membership-number", raw)).toBeUndefined(),
	);
});

describe("names with postcodes", () => {
	test.each([
		["Björn Ó-Súilleabháin, CF10 1AA", "bjorn o suilleabhain,cf101aa"],
		["Anne O'Neil, LS1 4AP", "ANNE O’NEIL\nls1 4ap"],
		["Jo Bloggs, M1 1AA", "Jo Bloggs M1 1AA"],
		["Jo Bloggs, M1 1AA", "JO  BLOGGS m11aa"],
	])("%s is %s", (one, other) => same("name-postcode", one, other));
	test.each(["", "Jo Bloggs", "CF10 1AA", ", CF10 1AA", "Jo Bloggs, nowhere", "123, CF10 1AA"])("%s is none", (raw) =>
		expect(normalise("name-postcode", raw)).toBeUndefined(),
	);
	test("postcodes of other shapes are refused", () => {
		expect(normalisePostcode("sw1a 1aa")).toBe("SW1A1AA");
		expect(normalisePostcode("SW1A")).toBeUndefined();
	});
	test("one person's names meet", () => expect(nameMark("Zoë  Smith")).toEqual(nameMark("ZOE SMITH")));
});

test("what is taken as tidy at first sight is so", () => {
	const letters = fc.constantFrom(
		...Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code)),
		"\u0301",
		"\u200b",
	);
	fc.assert(
		fc.property(fc.string({ unit: letters, maxLength: 12 }), (raw) => {
			const slowly = raw
				.normalize("NFKC")
				.replace(/[\u00ad\u200b]/g, "")
				.replace(/\s+/g, " ")
				.trim();
			expect(normaliseText(raw)).toBe(slowly);
		}),
		{ numRuns: 5000 },
	);
});

describe("the quick ways", () => {
	test("a name in Latin-1 comes to what it comes to beside a character that shows nothing", () => {
		const latin = fc.string({ unit: fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code)) });
		fc.assert(
			fc.property(latin, (raw) => {
				expect(normaliseName(raw)).toBe(normaliseName(`${raw}\u200b`));
			}),
			{ numRuns: 5000 },
		);
	});
	test("a date with slashes comes to what it comes to with a time behind it", () => {
		const part = fc.oneof(fc.nat(40), fc.nat(99_999));
		fc.assert(
			fc.property(part, part, part, fc.boolean(), (day, month, year, padded) => {
				const [first, second] = [day, month].map((each) => (padded ? String(each).padStart(2, "0") : each));
				const raw = `${first}/${second}/${year}`;
				expect(readDate(raw)).toBe(readDate(`${raw} 10:30`));
			}),
			{ numRuns: 5000 },
		);
		expect(readDate("30/05/1989")).toBe("1989-05-30");
	});
});

describe("every kind", () => {
	test("normalising twice changes nothing, and case and spaces around do not matter", () => {
		fc.assert(
			fc.property(fc.constantFrom(...identifierKinds), noise, (kind, raw) => {
				const once = normalise(kind, raw);
				if (once === undefined) return;
				expect(normalise(kind, once)).toBe(once);
				expect(normalise(kind, `  ${raw.normalize("NFD")}\u00a0`)).toBe(once);
			}),
			{ numRuns: 2000 },
		);
	});
	const keyOf = (purpose: string) =>
		Buffer.from(
			hkdfSync("sha256", Buffer.from(process.env.IDENTIFIER_KEY as string, "base64"), "", `identifier:${purpose}`, 32),
		);
	const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 3000 }), noise);

	test("a fingerprint is BLAKE2b under a key derived for its kind, as another library makes it", () => {
		fc.assert(
			fc.property(fc.constantFrom(...identifierKinds), anyText, (kind, text) => {
				const expected = Buffer.from(blake2b(Buffer.from(text), { key: keyOf(kind), dkLen: 16 }));
				expect(fingerprintOf(kind, text)).toEqual(expected);
			}),
		);
	});
	test("a mark is SipHash-2-4, by the example of its authors", () => {
		const start = storeBytes(Buffer.from(Array.from({ length: 16 }, (_, at) => at)));
		const made = allocate(8);
		shortHashAt(made, start, 15, start);
		expect(Buffer.from(memory.slice(made, made + 8)).readBigUInt64LE()).toBe(0xa129ca6149be45e5n);
	});
	test("a mark is made under a key derived for its purpose", () => {
		fc.assert(
			fc.property(fc.constantFrom("name" as const, "row" as const), anyText, (purpose, text) => {
				const bytes = storeBytes(Buffer.from(text));
				const made = allocate(8);
				shortHashAt(made, bytes, Buffer.byteLength(text), storeBytes(keyOf(purpose).subarray(0, 16)));
				expect(markOf(purpose, text)).toEqual(Buffer.from(memory.slice(made, made + 8)));
			}),
		);
	});
	test("a mark goes on over what stands in the memory, and touches nothing but its place", () => {
		fc.assert(
			fc.property(anyText, fc.uint8Array({ maxLength: 3000 }), (text, rest) => {
				const start = allocate(40 + rest.length);
				memory.fill(0xaa, start, start + 40);
				memory.set(rest, start + 40);
				writeMark("row", text, start + 3, { from: start + 40, to: start + 40 + rest.length });
				const made = Buffer.from(memory.slice(start, start + 40));
				release(start);
				const whole = storeBytes(Buffer.concat([Buffer.from(text), rest]));
				const expected = allocate(8);
				const key = storeBytes(keyOf("row").subarray(0, 16));
				shortHashAt(expected, whole, Buffer.byteLength(text) + rest.length, key);
				expect(made.subarray(3, 11)).toEqual(Buffer.from(memory.slice(expected, expected + 8)));
				expect(made.subarray(0, 3)).toEqual(Buffer.alloc(3, 0xaa));
				expect(made.subarray(11)).toEqual(Buffer.alloc(29, 0xaa));
			}),
		);
	});
	test("a fingerprint is 16 bytes, under a key of its kind", () => {
		fc.assert(
			fc.property(fc.constantFrom(...identifierKinds), noise, (kind, raw) => {
				const made = fingerprint(kind, raw);
				expect(made === undefined).toBe(normalise(kind, raw) === undefined);
				if (made) expect(made).toHaveLength(16);
			}),
		);
		expect(fingerprint("telephone", "07700900123")).not.toEqual(fingerprint("email", "07700900123@example.org"));
	});
});

describe("masks", () => {
	test.each([
		["email", "jo@gmail.example", "j•••@g•••.example"],
		["telephone", "07700 900142", "••••• •••142"],
		["membership-number", "MP100042", "MP••••42"],
		["name", "Björn Ó-Súilleabháin", "B••• Ó••• S•••"],
		["name-postcode", "Jo Bloggs, CF10 1AA", "J••• B•••, CF10 •••"],
		["bank-details", "82-25-38 94641142", "account ending 42"],
		["postal-address", "1 High Street, LS1 4AP", "LS1 •••"],
		["date-of-birth", "18/07/1970", "•• •• 1970"],
	] as const)("%s %s is %s", (of, raw, shown) => expect(mask(of, raw)).toBe(shown));
	test.each(["password", "political-opinion", "trade-union", "correspondence", "donations"] as const)(
		"nothing of %s",
		(of) => expect(mask(of, "secret thing 123456")).toBeUndefined(),
	);
	test("the end of a number is written as hints in the database have it, and read from that", () => {
		const hints = [mask("bank-details", "94641142"), mask("identity-document", "X 123 456-78")];
		expect(hints).toEqual(["account ending 42", "number ending 78"]);
		expect(hints.map((hint) => readEnding(hint ?? ""))).toEqual([
			{ of: "account", end: "42" },
			{ of: "number", end: "78" },
		]);
		expect(["MP••••42", "•• •• 1970", "an account ending 42"].map(readEnding)).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});
	test("never shows a whole value", () => {
		fc.assert(
			fc.property(
				fc.constantFrom("email", "telephone", "membership-number", "bank-details", "identity-document"),
				fc.stringMatching(/^[\w@. ]{4,20}$/),
				(of, raw) => {
					expect(mask(of, raw)?.replace(/\s/g, "") ?? "").not.toContain(raw.replace(/\s/g, "") || "\0");
				},
			),
		);
	});
});
