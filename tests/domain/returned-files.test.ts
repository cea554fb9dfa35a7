/** Mails that other programs returned, as they came: tests/support/returned-files/README.md says which program made each, and how. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { readMailReport } from "@/lib/messages/mail-report";
import { deliveryName } from "@/lib/messages/return-path";

const folder = path.resolve("tests/support/returned-files");

/** What each says of the address. */
const meanings: Record<string, readonly string[]> = {
	"no-such-address": [
		"dma-unknown-by-exim",
		// Exim says the same of an address and of a domain that there are not.
		"exim-no-domain",
		"exim-unknown-by-opensmtpd",
		"exim-unknown-by-postfix",
		"exim-unknown-by-sendmail",
		"exim-unknown-here",
		"exim-unknown-plain",
		"opensmtpd-unknown-by-exim",
		"opensmtpd-unknown-by-postfix",
		"opensmtpd-unknown-plain",
		"postfix-program-refused",
		"postfix-unknown",
		"postfix-unknown-alias",
		"postfix-unknown-by-exim",
		"postfix-unknown-by-opensmtpd",
		"postfix-unknown-plain",
		"sendmail-no-domain",
		"sendmail-unknown-alias",
		"sendmail-unknown-by-exim",
		"sendmail-unknown-by-opensmtpd",
		"sendmail-unknown-plain",
	],
	"not-accepting": [
		"dovecot-full",
		"exim-full",
		"exim-full-for-good",
		"exim-full-remote-expired",
		"opensmtpd-full-for-good",
		"postfix-full",
		"postfix-full-for-good",
		"postfix-full-remote-expired",
		"sendmail-full-for-good",
		"sendmail-full-remote-expired",
	],
	failed: [
		"dma-no-domain",
		"dma-refused",
		"exim-greylisted-expired",
		"exim-no-server-expired",
		"exim-refused",
		"exim-refused-after-text",
		"exim-too-large",
		"exim-too-large-by-postfix",
		"exim-too-large-by-sendmail",
		"opensmtpd-full-remote-expired",
		"opensmtpd-greylisted-expired",
		"opensmtpd-no-domain",
		"opensmtpd-no-server-expired",
		"opensmtpd-program-failed-expired",
		"opensmtpd-program-refused",
		"opensmtpd-refused",
		"opensmtpd-refused-after-text",
		"postfix-greylisted-expired",
		"postfix-no-domain",
		"postfix-no-server-expired",
		"postfix-program-failed-expired",
		"postfix-refused",
		"postfix-refused-after-text",
		"postfix-too-large",
		"sendmail-greylisted-expired",
		"sendmail-no-server-expired",
		"sendmail-program-refused",
		"sendmail-refused",
		"sendmail-refused-after-text",
		"sendmail-too-large",
	],
	delayed: [
		"exim-greylisted-delayed",
		"opensmtpd-full-remote-delayed",
		"opensmtpd-greylisted-delayed",
		"opensmtpd-no-server-delayed",
		"opensmtpd-program-failed-delayed",
		"postfix-full-remote-delayed",
		"postfix-greylisted-delayed",
		"postfix-no-server-delayed",
		"postfix-program-failed-delayed",
	],
	"auto-reply": ["reply-dovecot", "reply-exim", "reply-postfix-procmail", "reply-postfix-vacation"],
	// A report on signatures (RFC 6591) is no complaint.
	other: ["opendmarc-auth-failure"],
};

/** Reads a file. It names the delivery that was sent when it was made: with the mark of the keys of this run if `ours`. */
function mailOf(file: string, ours: boolean): Buffer {
	const raw = readFileSync(path.join(folder, `${file}.eml`), "latin1");
	return Buffer.from(ours ? raw.replace(/\b3mv-[0-9a-f]{16}\b/g, deliveryName("4711")) : raw, "latin1");
}

it.each(Object.entries(meanings).flatMap(([meaning, files]) => files.map((file) => [file, meaning])))(
	"%s says: %s",
	async (file, meaning) => {
		const report = await readMailReport(mailOf(file, true));
		expect(report.kind === "failed" ? report.state : report.kind).toBe(meaning);
		if ("delivery" in report) expect(report.delivery).toBe("4711");
	},
);

it.each(Object.values(meanings).flat())("%s is nobody's with the mark of other keys", async (file) => {
	expect(await readMailReport(mailOf(file, false))).not.toHaveProperty("delivery");
});

it("each file says something, and is named in its README", () => {
	const files = readdirSync(folder).flatMap((name) => (name.endsWith(".eml") ? [path.basename(name, ".eml")] : []));
	expect(files.sort()).toEqual(Object.values(meanings).flat().sort());
	const readme = readFileSync(path.join(folder, "README.md"), "utf8");
	const named = [...readme.matchAll(/^\| `([a-z]+)`/gm)].map(([, name]) => name);
	expect([...new Set(files.map((name) => name.split("-")[0]))].sort()).toEqual(named.sort());
});
