import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, parseOrganisation } from "@/lib/organisation";

const demo = readFileSync("db/demo/organisation.json", "utf8");

function altered(change: (organisation: Record<string, Record<string, object>>) => void): string {
	const organisation = JSON.parse(demo);
	change(organisation);
	return JSON.stringify(organisation);
}

describe("the organisation's file", () => {
	test("reads the demo's", () => {
		expect(parseOrganisation(demo, "demo.json").shortName.en).toBe("Meridian");
	});

	describe("of a site in English only", () => {
		/** Returns the settings without their Welsh texts, at any depth. */
		const english = (languages: string[]) =>
			JSON.stringify({ ...JSON.parse(demo), languages }, (key, value) => (key === "cy" ? undefined : value));

		test("needs no Welsh texts, and uses the English ones", () => {
			const read = parseOrganisation(english(["en"]), "demo.json");
			expect(read.languages).toEqual(["en"]);
			expect(read.name).toEqual({ en: "The Meridian Party", cy: "The Meridian Party" });
			expect(read.contacts.safety.hours.cy).toBe("day and night");
			expect(read.privacy.lawfulBases[0]?.cy).toBe(read.privacy.lawfulBases[0]?.en);
		});

		test("may have Welsh texts", () => {
			const both = altered((o) => Object.assign(o, { languages: ["en"] }));
			expect(parseOrganisation(both, "demo.json").name.cy).toBe("Plaid Meridian");
		});

		test("must have them if the site is in both languages", () => {
			expect(() => parseOrganisation(english(["en", "cy"]), "demo.json")).toThrow("demo.json: name.cy");
		});
	});

	test.each([
		["text that is not JSON", () => "{", "demo.json is not valid JSON"],
		[
			"an accent too pale for light paper",
			() => altered((o) => Object.assign(o.accent as object, { light: "#c9a0dc" })),
			"accent: light must have a contrast of at least 4.5",
		],
		[
			"an accent too dark for dark paper",
			() => altered((o) => Object.assign(o.accent as object, { dark: "#5b2a6f" })),
			"accent: dark must have a contrast of at least 4.5",
		],
		[
			"a contact for weaknesses that no program reads as an address",
			() => altered((o) => Object.assign(o.contacts as object, { security: { contact: "security@example.org" } })),
			"contacts.security.contact: must begin with mailto:",
		],
		["a missing helpline", () => altered((o) => delete o.contacts?.helpline), "contacts.helpline"],
		["a nation nobody knows", () => altered((o) => Object.assign(o, { nations: ["mercia"] })), "nations.0"],
		[
			"a site without English",
			() => altered((o) => Object.assign(o, { languages: ["cy"] })),
			"languages: must include en",
		],
		[
			"a membership pattern that is no expression",
			() => altered((o) => Object.assign(o.identifiers?.membershipNumber as object, { pattern: "(" })),
			"identifiers.membershipNumber.pattern: must be a regular expression",
		],
		[
			"a logo in another folder",
			() => altered((o) => Object.assign(o, { logo: { file: "../secret.png", width: 10, height: 10 } })),
			"logo.file: must name an .svg or .png file",
		],
		[
			"a setting nobody knows",
			() => altered((o) => Object.assign(o, { colour: "#000000" })),
			"demo.json: the file: Unrecognized key",
		],
	])("refuses %s in one sentence", (_what, file, sentence) => {
		expect(() => parseOrganisation(file(), "demo.json")).toThrow(sentence);
	});

	test("contrast follows WCAG: black on white 21, a colour on itself 1", () => {
		expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
		expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
		expect(contrast("#5b2a6f", "#5b2a6f")).toBe(1);
	});
});
