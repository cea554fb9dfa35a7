// npm run licences: writes docs/licences.md, the licence of every package that production installs. tests/house/licences.test.ts holds it.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Lock, nameOf, productionPackages, readLock } from "./lock-file";

/** SPDX names of the licences that a package of production may have, each with what it asks of us. */
export const allowedLicences: Record<string, string> = {
	MIT: "keep the notice",
	"MIT-0": "nothing",
	"0BSD": "nothing",
	ISC: "keep the notice",
	"BSD-2-Clause": "keep the notice",
	"BSD-3-Clause": "keep the notice, do not use the authors' names",
	"Apache-2.0": "keep the notice, say what was changed",
	"BlueOak-1.0.0": "keep the notice",
	"Python-2.0": "keep the notice",
	"PSF-2.0": "keep the notice",
	"OFL-1.1": "keep the notice with the font, do not sell it alone",
	"CC-BY-4.0": "name the authors; it is data about browsers",
	"MPL-2.0": "publish changes to its own files; we change none",
	"LGPL-3.0-or-later": "let the library be replaced; it is a file of its own, which Next would load to resize images",
};

/** Returns the packages of production by their licence, without versions, which the bill of materials has. */
export function packagesByLicence(lock: Lock): Map<string, string[]> {
	const found = new Map<string, Set<string>>();
	for (const [place, { license = "none stated" }] of productionPackages(lock)) {
		const names = found.get(license) ?? new Set();
		found.set(license, names.add(nameOf(place)));
	}
	return new Map([...found].sort().map(([licence, names]) => [licence, [...names].sort()]));
}

/** Returns the text of docs/licences.md. */
export function licencesPage(): string {
	const sections = [...packagesByLicence(readLock())].map(([licence, names]) => {
		const asks = licence.split(" AND ").map((name) => allowedLicences[name]);
		return `## ${licence}\n\nAsks: ${asks.join("; ")}.\n\n${names.map((name) => `\`${name}\``).join(", ")}\n`;
	});
	return `# Licences

Every package that \`npm ci --omit=dev\` installs, on any platform, by its licence. Written by \`npm run licences\` from \`package-lock.json\`; \`npm test\` fails if
this page is older than that, or if a package has a licence that is not on the list in \`tests/support/licences.ts\`. Versions and hashes: \`npm run sbom > sbom.json\` (CycloneDX).

${sections.join("\n")}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync("docs/licences.md", licencesPage());
