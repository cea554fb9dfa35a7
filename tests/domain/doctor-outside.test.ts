/** What npm run doctor says of the mail server, the sender's records in DNS and the front, against servers of this machine. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Answer } from "dns-packet";
import { generate } from "selfsigned";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import type { Finding } from "@/lib/commands/doctor/check-finding";
import { collectorCheck } from "@/lib/commands/doctor/collector-check";
import { frontChecks } from "@/lib/commands/doctor/front-checks";
import { mailServerChecks } from "@/lib/commands/doctor/mail-checks";
import { mirrorCheck } from "@/lib/commands/doctor/mirror-age";
import { senderChecks } from "@/lib/commands/doctor/sender-dns";
import { startDnsServer } from "../support/dns-server";

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	await Promise.all(stops.splice(0).map((stop) => stop()));
});

const statesOf = (findings: Finding[]) => Object.fromEntries(findings.map(({ what, state }) => [what, state]));

describe("the sender", () => {
	const txt = (name: string, data: string): Answer => ({ type: "TXT", name, data });
	const goodRecords: Answer[] = [
		txt("party.example", "v=spf1 include:relay.example -all"),
		txt("party.example", "unrelated=1"),
		txt("s1._domainkey.party.example", "v=DKIM1; k=rsa; p=MIIB"),
		txt("_dmarc.party.example", "v=DMARC1; p=reject; rua=mailto:d@party.example"),
		{ type: "MX", name: "party.example", data: { preference: 10, exchange: "mx.party.example" } },
		{ type: "A", name: "relay.example", data: "192.0.2.7" },
		{ type: "PTR", name: "7.2.0.192.in-addr.arpa", data: "relay.example" },
	];

	async function check(records: Answer[], dkim = ["s1"]): Promise<Record<string, string>> {
		const server = await startDnsServer(records);
		stops.push(server.stop);
		const settings = { sender: "notice@party.example", smtpUrl: "smtp://relay.example" };
		return statesOf(await senderChecks(settings, { resolver: server.address, dkim, addresses: [] }));
	}
	const without = (name: string, ...others: Answer[]) => [
		...goodRecords.filter((each) => each.name !== name),
		...others,
	];

	it("is in order with SPF, DKIM, DMARC, MX and a name that leads back", async () => {
		expect(await check(goodRecords)).toEqual({
			"SPF of party.example": "ok",
			"DKIM of party.example, selector s1": "ok",
			"DMARC of party.example": "ok",
			"MX of party.example": "ok",
			"PTR of 192.0.2.7": "ok",
		});
	});

	it.each([
		["SPF of party.example", "wrong", without("party.example")],
		["SPF of party.example", "wrong", [...goodRecords, txt("party.example", "v=spf1 -all")]],
		["SPF of party.example", "warning", without("party.example", txt("party.example", "v=spf1 mx ?all"))],
		["SPF of party.example", "warning", without("party.example", txt("party.example", "v=spf1 all"))],
		["SPF of party.example", "ok", without("party.example", txt("party.example", "v=spf1 redirect=relay.example"))],
		["DKIM of party.example, selector s1", "wrong", without("s1._domainkey.party.example")],
		[
			"DKIM of party.example, selector s1",
			"wrong",
			without("s1._domainkey.party.example", txt("s1._domainkey.party.example", "v=DKIM1; p=")),
		],
		["DMARC of party.example", "wrong", without("_dmarc.party.example")],
		[
			"DMARC of party.example",
			"warning",
			without("_dmarc.party.example", txt("_dmarc.party.example", "v=DMARC1; p=none")),
		],
		["MX of party.example", "warning", without("party.example")],
		["PTR of 192.0.2.7", "warning", without("7.2.0.192.in-addr.arpa")],
		[
			"PTR of 192.0.2.7",
			"warning",
			without("7.2.0.192.in-addr.arpa", { type: "PTR", name: "7.2.0.192.in-addr.arpa", data: "other.example" }),
		],
	] as const)("%s: %s", async (what, state, records) => {
		expect(await check([...records])).toMatchObject({ [what]: state });
	});

	it("takes the organisation's DMARC record for a domain below it, with the policy for those", async () => {
		const server = await startDnsServer([txt("_dmarc.party.example", "v=DMARC1; p=reject; sp=none")]);
		stops.push(server.stop);
		const found = await senderChecks(
			{ sender: "a@mail.party.example" },
			{ resolver: server.address, dkim: [], addresses: [] },
		);
		expect(statesOf(found)).toMatchObject({
			"DMARC of mail.party.example": "warning",
			"DKIM of mail.party.example": "not checked",
			PTR: "not checked",
		});
	});
});

describe("the mail server", () => {
	async function startRelay(options: ConstructorParameters<typeof SMTPServer>[0]): Promise<number> {
		const server = new SMTPServer({ closeTimeout: 100, ...options });
		server.on("error", () => {});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		stops.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
		return (server.server.address() as AddressInfo).port;
	}
	const password: ConstructorParameters<typeof SMTPServer>[0] = {
		onAuth: ({ username, password }, _, done) =>
			username === "site" && password === "needle" ? done(null, { user: "site" }) : done(new Error("needle")),
	};

	it("greets without TLS on this machine", async () => {
		const port = await startRelay({ authOptional: true, disabledCommands: ["AUTH", "STARTTLS"] });
		expect(statesOf(await mailServerChecks(`smtp://127.0.0.1:${port}`))).toEqual({
			"mail server": "ok",
			"mail server's encryption": "ok",
		});
	});

	it("takes the password, or is wrong and quotes nothing", async () => {
		const port = await startRelay({ ...password, allowInsecureAuth: true, disabledCommands: ["STARTTLS"] });
		expect(statesOf(await mailServerChecks(`smtp://site:needle@127.0.0.1:${port}`))).toMatchObject({
			"mail server": "ok",
		});
		const refused = await mailServerChecks(`smtp://site:wrong@127.0.0.1:${port}`);
		expect(refused).toEqual([expect.objectContaining({ state: "wrong", says: "does not answer (EAUTH)" })]);
	});

	it("is wrong with a certificate for another name, and where nothing listens", async () => {
		const { private: key, cert } = await generate([{ name: "commonName", value: "other.example" }]);
		const port = await startRelay({ key, cert, authOptional: true });
		const found = await mailServerChecks(`smtp://127.0.0.1:${port}`);
		expect(found).toEqual([expect.objectContaining({ what: "mail server", state: "wrong" })]);
		expect(statesOf(await mailServerChecks("smtp://127.0.0.1:1"))).toEqual({ "mail server": "wrong" });
	});
});

describe("the front", () => {
	const headers: Record<string, string> = {
		"content-security-policy": "default-src 'none'",
		"x-content-type-options": "nosniff",
		"x-frame-options": "DENY",
		"referrer-policy": "same-origin",
	};
	async function check(
		first: Record<string, string>,
		paths: Record<string, number> = {},
	): Promise<Record<string, string>> {
		const server = createServer((request, response) => {
			response.writeHead(paths[request.url ?? ""] ?? (request.url === "/" ? 200 : 404), first).end();
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		stops.push(() => new Promise((resolve) => server.close(resolve)));
		return statesOf(await frontChecks(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
	}

	it("is in order where it hands on the site's headers and shows no figures", async () => {
		expect(await check(headers)).toEqual({
			front: "ok",
			"front's headers": "ok",
			"front's cookies": "ok",
			"front's version": "ok",
			"front's /metrics": "ok",
			"front's certificate": "not checked",
		});
	});

	it.each([
		["front's headers", "wrong", { ...headers, "x-frame-options": "SAMEORIGIN" }, {}],
		["front's cookies", "wrong", { ...headers, "set-cookie": "a=b" }, {}],
		["front's version", "warning", { ...headers, server: "nginx/1.22.1" }, {}],
		["front's /metrics", "wrong", headers, { "/metrics": 200 }],
		["front", "wrong", headers, { "/": 502 }],
	])("%s: %s", async (what, state, first, paths) => {
		expect(await check(first, paths)).toMatchObject({ [what]: state });
	});

	it("is wrong where nothing answers", async () => {
		expect(statesOf(await frontChecks("http://127.0.0.1:1"))).toMatchObject({ front: "wrong" });
	});
});

it("the mirror is looked at: whether there is one, whose, and how old", async () => {
	const folder = mkdtempSync(path.join(tmpdir(), "mirror-"));
	const site = "https://check.example.org";
	const check = async (minutes?: number, of = site) => {
		const madeAt = new Date(Date.now() - (minutes ?? 0) * 60_000);
		if (minutes !== undefined)
			writeFileSync(path.join(folder, "mirror.json"), JSON.stringify({ of, madeAt, files: 7 }));
		const [finding] = await mirrorCheck(folder, site);
		return `${finding?.state}: ${finding?.says}`;
	};
	try {
		expect(await check()).toBe(`wrong: none in ${folder}`);
		expect(await check(10)).toBe("ok: 7 files, made 10 minutes ago");
		expect(await check(90)).toBe("warning: 7 files, made 90 minutes ago");
		expect(await check(10, "https://other.example.org")).toBe("wrong: of https://other.example.org");
		expect((await mirrorCheck(undefined, site)).map(({ state }) => state)).toEqual(["not checked"]);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

describe("the collector of traces", () => {
	/** What is said of a server that answers with a status at the address of a collector. */
	async function check(status: number): Promise<Finding | undefined> {
		const server = createServer((request, response) =>
			response.writeHead(request.url === "/v1/traces" ? status : 404).end(),
		);
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		stops.push(() => new Promise((resolve) => server.close(resolve)));
		return (await collectorCheck(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`))[0];
	}

	it("is in order where it takes traces, to look at where it refuses them, wrong where nobody answers", async () => {
		expect((await check(200))?.state).toBe("ok");
		expect(await check(401)).toMatchObject({ state: "warning", says: "answers 401" });
		expect((await collectorCheck("http://127.0.0.1:9"))[0]?.state).toBe("wrong");
		expect((await collectorCheck(undefined))[0]?.state).toBe("not checked");
	});
});
