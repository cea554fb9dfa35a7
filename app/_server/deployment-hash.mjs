import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

let known;

/**
 * Returns a hash of what every page shows of its deployment: the organisation's file and the address of the site. Reads the file
 * once, as the pages do, because Next makes a cache handler for each request.
 */
export function deploymentHash() {
	const { ORGANISATION_FILE = "", SITE_URL = "" } = process.env;
	const settings = `${SITE_URL}\n${ORGANISATION_FILE}`;
	if (known?.settings === settings) return known.hash;
	let organisation = "";
	try {
		organisation = readFileSync(ORGANISATION_FILE, "utf8");
	} catch {
		// A build needs no organisation. A web process without one does not start.
	}
	const hash = createHash("sha256").update(`${SITE_URL}\n${organisation}`).digest("base64url");
	known = { settings, hash };
	return hash;
}
