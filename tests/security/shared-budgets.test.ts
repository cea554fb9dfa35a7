// Promise of SECURITY.md: strangers of few networks use up nothing that strangers share, and many people behind one address still get in.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { reportFake } from "@/lib/fakes";
import { reportsOfADay } from "@/lib/fakes/limits";
import { networkHash, openChallenge, requestCode } from "@/lib/identity";
import { unprovenMails } from "@/lib/identity/code-limits";
import { keepWebhook } from "@/lib/messages";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const web = connectAs("web");

/** Something that strangers use up together, and the part of what remains that one network may have. */
type Budget = {
	most: number;
	share: number;
	/** Takes one place. Returns whether there was one. */
	take: (network: string) => Promise<boolean>;
	/** Inserts rows of networks: $1 has their hashes, $2 how many of each. */
	rows: string;
	/** What `rows` and `take` need to be there. */
	prepare?: () => Promise<unknown>;
	empty: string;
};

const codes = (most: number, share: number, domain?: string): Budget => ({
	most,
	share,
	async take(network) {
		const address = `${randomUUID()}@${domain ?? `${randomUUID()}.example`}`;
		const started = await requestCode({ purpose: "sign-in", address, locale: "en", network });
		return started.ok && (await openChallenge(started.value, "sign-in"))?.busy === false;
	},
	async prepare() {
		const address = `first@${domain ?? "first.example"}`;
		await requestCode({ purpose: "sign-in", address, locale: "en", network: "192.0.2.1" });
		await owner.query("update challenge set sends = 0");
	},
	rows: `insert into challenge (id, purpose, browser_hash, address_fingerprint, mailbox_fingerprint, domain_hash, network_hash, address_sealed, words, sends, locale, expires_at)
		select gen_random_uuid(), c.purpose, r.mark, r.mark, r.mark, ${domain ? "c.domain_hash" : "r.mark"}, u.hash, '', '', 1, 'en', c.expires_at
		from (select * from challenge limit 1) c, unnest($1::bytea[], $2::int[]) u (hash, count), generate_series(1, u.count) n,
			lateral (select sha256(u.hash || n::text::bytea)) r (mark)`,
	empty: "delete from outbox_message; delete from challenge",
});

/** In the order of the table in SECURITY.md. */
const budgets: Record<string, Budget> = {
	"mails with codes": codes(unprovenMails.all, unprovenMails.share),
	"mails with codes to one domain": codes(unprovenMails.perDomain, unprovenMails.domainShare, "many.example"),
	"reports of fakes": {
		...reportsOfADay,
		take: async (network) => (await reportFake({ channel: "email", sender: "", text: randomUUID() }, network)).ok,
		rows: `insert into fake_report (id, reported_at, channel, sender_sealed, text_sealed, network_hash)
			select gen_random_uuid(), now() - interval '1 hour', 'email', '', '', hash from unnest($1::bytea[], $2::int[]) u (hash, count), generate_series(1, count)`,
		empty: "delete from fake_report",
	},
	"reports of returned mail": {
		most: 1_000,
		share: 0.25,
		take: (network) => keepWebhook({ id: randomUUID(), timestamp: "1", signature: "v1," }, Buffer.from("{}"), network),
		rows: `insert into webhook_report (webhook_id, sent_at, signature, body_sealed, network_hash)
			select gen_random_uuid(), '1', 'v1,', '', hash from unnest($1::bytea[], $2::int[]) u (hash, count), generate_series(1, count)`,
		empty: "delete from webhook_report",
	},
	"browsers that follow by notification": {
		most: 500_000,
		share: 0.000125,
		take: async (network) =>
			(await web.query("select follow_by_push($1, '', $2) as done", [randomUUID(), networkHash(network)])).rows[0].done,
		rows: `insert into push_subscription (mark, address_sealed, network_hash)
			select gen_random_uuid()::text::bytea, '', hash from unnest($1::bytea[], $2::int[]) u (hash, count), generate_series(1, count)`,
		empty: "delete from push_subscription",
	},
};

it("SECURITY.md names the shares that follow from the limits", () => {
	const table = Object.values(budgets).map(({ most, share }) => {
		const reach = (part: number) => Math.ceil((part * most) / (1 + part));
		return [most, reach(share), reach(4 * share), reach(16 * share), Math.floor(most / (1 + 100 * share))]
			.map((count) => count.toLocaleString("en-GB"))
			.join(" | ");
	});
	const documented = readFileSync("SECURITY.md", "utf8").match(/^ {2}\| [a-z].* \|$/gm) ?? [];
	expect(documented.map((line) => line.slice(0, -2).split(" | ").slice(2).join(" | "))).toEqual(table);
});

describe.each(Object.entries(budgets))("%s", (_name, budget) => {
	const { most, share, take, rows } = budget;
	/** How many one network gets of all, if it may have a part of what remains. */
	const reach = (part: number) => Math.ceil((part * most) / (1 + part));
	const [own, around, provider] = [reach(share), reach(4 * share), reach(16 * share)];
	const fill = (counts: readonly (readonly [network: string, count: number])[]) =>
		owner.query(rows, [counts.map(([network]) => networkHash(network)), counts.map(([, count]) => count)]);
	/** Networks that have so many together, each less than its own share. */
	const spread = (all: number, network: (at: number) => string) => {
		const parts = Math.ceil(all / Math.max(1, Math.floor(own / 2)));
		return Array.from({ length: parts }, (_, at) => [network(at), Math.floor((all + at) / parts)] as const);
	};

	beforeEach(async () => {
		await owner.query(budget.empty);
		await budget.prepare?.();
	});

	it("are taken by one address up to its share, and by others after that", async () => {
		await fill([["198.51.100.7", own - 1]]);
		expect(await take("198.51.100.7")).toBe(true);
		expect(await take("198.51.100.7")).toBe(false);
		expect(await take("198.51.100.8")).toBe(true);
	});

	it.each([
		["256 addresses of IPv4", (at: number) => `198.51.100.${at}`, "198.51.100.255", "198.51.101.1"],
		["a /48 of IPv6", (at: number) => `2001:db8:0:${at}::/64`, "2001:db8:0:ffff::/64", "2001:db8:1:0::/64"],
	])("are taken by %s as by four", async (_what, neighbour, last, other) => {
		await fill(spread(around - 1, neighbour));
		expect(await take(last)).toBe(true);
		expect(await take(last)).toBe(false);
		expect(await take(other)).toBe(true);
	});

	it.each([
		["65,536 addresses of IPv4", (at: number) => `198.51.${at}.7`, "198.51.255.7", "198.52.0.7"],
		["a /32 of IPv6", (at: number) => `2001:db8:${at}:0::/64`, "2001:db8:ffff:0::/64", "2001:db9:0:0::/64"],
	])("are taken by %s as by sixteen", async (_what, neighbour, last, other) => {
		await fill(spread(provider - 1, neighbour));
		expect(await take(last)).toBe(true);
		expect(await take(last)).toBe(false);
		expect(await take(other)).toBe(true);
	});

	it("leave a place for whoever comes first, after many networks have taken all they may", async () => {
		let taken = 0;
		const counts: [string, number][] = [];
		for (let at = 0; at < 3_000; at++) {
			// As many as this network is given one after the other, beside the others.
			const count = Math.max(0, Math.ceil((share * (most - taken)) / (1 + share)));
			if (taken + count > most - 2) break;
			counts.push([`${20 + (at >> 8)}.${at & 255}.0.1`, count]);
			taken += count;
		}
		expect(counts.length).toBeGreaterThan(1 / share > 3_000 ? 2_999 : 10);
		await fill(counts);
		expect(await take(counts[0]?.[0] ?? ""), "one that has had its share").toBe(false);
		expect(await take("198.51.100.7"), "one that comes first").toBe(true);
	});

	it("are had by the people of a mobile network as by one, while nobody floods", async () => {
		const people = Math.min(own, 10);
		for (let at = 0; at < people; at++) expect(await take("198.51.100.7"), String(at)).toBe(true);
	});
});
