/** What columns are proposed to be. */
import { describe, expect, it } from "vitest";
import { suggestMapping } from "@/lib/datasets";
import { roleValue } from "@/lib/datasets/mapping/mapping-form";

/** The role proposed for a column with these values. */
function proposed(header: string, values: string[]): string | undefined {
	const { columns } = suggestMapping({ headers: [header], rows: values.map((value) => [value]) });
	return columns[0] && roleValue(columns[0]);
}

describe("a column of permissions is never proposed as addresses or numbers", () => {
	it.each([
		"Phone consent",
		"Email opt in",
		"email_optin",
		"EmailOptOut",
		"Mailing preference",
		"SMS ok",
		"GDPR post",
		"May we phone",
		"Do not email",
		"No phone calls",
		"Unsubscribed email",
		"Address permission",
		"Telephone contact allowed",
		"Letter consent",
		"Mobile marketing",
		"Caniatâd e-bost: email consent",
	])("%s", (header) => {
		for (const values of [["Yes", "No", "Yes"], ["Y", "", "N"], ["Opted in 2019", "never", "ask"], []])
			expect([values, proposed(header, values)]).toEqual([values, "ignore"]);
	});

	it.each(["Email", "Mobile", "Home address", "Phone?"])("%s with nothing but yes and no", (header) => {
		expect(proposed(header, ["Yes", "No", "Oes", "0", "TRUE"])).toBe("ignore");
	});

	it.each([
		["Email (opt in)", ["ada@example.org", "bo@example.org"], "identifier:email"],
		["Email (opt in)", ["ada@example.org"], "identifier:email"],
		["Preferred email", ["ada@example.org", "bo@example.org"], "identifier:email"],
		["Mobile", ["07700 900123", "No"], "identifier:telephone"],
		["Email", [], "identifier:email"],
		["Voting preference", ["Yes", "No"], "category:political-opinion"],
		["Address", ["1 Invented Street", "2 Invented Street"], "category:postal-address"],
	])("%s of %j is %s", (header, values, role) => expect(proposed(header, values)).toBe(role));
});
