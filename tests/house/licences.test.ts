import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { allowedLicences, licencesPage, packagesByLicence } from "../support/licences";

const found = packagesByLicence(JSON.parse(readFileSync("package-lock.json", "utf8")));
const terms = (licence: string) => licence.split(" AND ");

it("every package of production has a licence that is allowed, and each allowed one is used", () => {
	const notAllowed = [...found].filter(([licence]) => !terms(licence).every((term) => term in allowedLicences));
	expect(Object.fromEntries(notAllowed)).toEqual({});
	expect(Object.keys(allowedLicences).filter((name) => ![...found.keys()].flatMap(terms).includes(name))).toEqual([]);
});

it("docs/licences.md is what npm run licences writes", () => {
	expect(readFileSync("docs/licences.md", "utf8")).toBe(licencesPage());
});

it("the rule finds a licence nobody allowed and a package that states none, and leaves out what only development installs", () => {
	const packages = {
		"": { license: "Apache-2.0" },
		"node_modules/a": { license: "AGPL-3.0-only" },
		"node_modules/a/node_modules/@b/c": {},
		"node_modules/d": { license: "GPL-2.0-only", dev: true },
	};
	expect([...packagesByLicence({ packages })]).toEqual([
		["AGPL-3.0-only", ["a"]],
		["none stated", ["@b/c"]],
	]);
	expect(["AGPL-3.0-only", "none stated"].filter((name) => name in allowedLicences)).toEqual([]);
});
