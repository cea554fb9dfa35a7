/** /.well-known/security.txt, read as RFC 9116 says. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, it, vi } from "vitest";

const folder = mkdtempSync(path.join(tmpdir(), "security-txt-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllEnvs();
});

/** Returns the fields of the file. Modules are loaded anew, because they read the organisation once. */
async function fields(change: (contacts: Record<string, object>) => void = () => {}): Promise<Record<string, string>> {
	const settings = JSON.parse(readFileSync("db/demo/organisation.json", "utf8"));
	change(settings.contacts);
	const file = path.join(folder, "organisation.json");
	writeFileSync(file, JSON.stringify(settings));
	vi.stubEnv("ORGANISATION_FILE", file);
	vi.resetModules();
	const { GET } = await import("@/app/.well-known/security.txt/route");
	const response = GET();
	expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
	const lines = (await response.text()).trimEnd().split("\n");
	return Object.fromEntries(lines.map((line) => /^([A-Z][\w-]+): (.+)$/.exec(line)?.slice(1) as [string, string]));
}

it("names the contact and the policy of the organisation's file, itself, and the languages", async () => {
	vi.useFakeTimers({ now: new Date("2021-11-03T14:12:00Z"), toFake: ["Date"] });
	expect(await fields()).toEqual({
		Contact: "mailto:security@meridian.example",
		Expires: "2022-02-01T00:00:00Z",
		"Preferred-Languages": "en, cy",
		Canonical: `${process.env.SITE_URL}/.well-known/security.txt`,
		Policy: "https://meridian.example/security",
	});
});

it("names the organisation's email where the file has no contact for it, and always expires within a year", async () => {
	vi.useFakeTimers({ now: new Date("2026-03-01T23:59:59Z"), toFake: ["Date"] });
	const { Contact, Expires = "", Policy } = await fields((contacts) => void delete contacts.security);
	expect([Contact, Policy]).toEqual(["mailto:help@meridian.example", undefined]);
	expect(Expires).toBe("2026-08-28T00:00:00Z");
});
