/**
 * The files of a database that somebody has taken, without the keys. People with planted details do what people do here; then every
 * file of PostgreSQL, its log of writes among them, is searched for those details: as they are, encoded, and hashed without a key. And
 * a list of addresses is tried against all that a dump holds: 20,000, or 1,000,000 with SECURITY=long.
 */
import { createHash, hash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Cluster, superuser } from "@/db/embedded/cluster";
import { openSiteDatabase } from "@/db/embedded/site-database";
import { longCodeIn } from "../support/mailed-codes";
import { startThrowawayCluster } from "../support/throwaway-database";

const parent = path.resolve(".data", "tests", "stolen");

const planted = {
	address: "zylphia.quandry@planted-member.example",
	name: "Zylphia Quandry",
	phone: "07700900987",
	account: "GB00PLANTED0012345678",
	code: "",
	longCode: "",
	token: "",
	number: "07700900654",
	street: "9 Plantedstreet Way",
	follower: "follows@planted-follower.example",
	scammer: "scam@planted-scammer.example",
	scam: "Plantedsentence, send money to me",
	stranger: "nobody@planted-stranger.example",
};
/** What everybody may read, to see that the search finds what is there. */
const title = "Plantedtitle of an incident";

const takenAway = "Plantedrow that was taken away";

let cluster: Cluster;
let bytes: Buffer;
/** Every table as text, as a dump has it. */
let dump: string;

/** Does what people do here, as the web and the worker. Modules are loaded anew, because they read the environment once. */
async function live(): Promise<void> {
	vi.resetModules();
	const { activateTable, twoDataLeads } = await import("../support/activated-table");
	const { mappingOf } = await import("../support/imports");
	const { askedCode, newestMail, signedInMember } = await import("../support/people");
	const { checkNow } = await import("../support/exposed-people");
	const { closeDatabase } = await import("@/lib/database");
	const { saveNumber, savePost } = await import("@/lib/contact");
	const { reportFake } = await import("@/lib/fakes");
	const { subscribe } = await import("@/lib/subscriptions");
	const { connectAs } = await import("../support/roles");
	const leads = await twoDataLeads();
	const mapping = mappingOf([
		{ header: "Email", as: "identifier", kind: "email" },
		{ header: "Name", as: "name", part: "full" },
		{ header: "Mobile", as: "identifier", kind: "telephone" },
		{ header: "Account", as: "category", category: "bank-details" },
	]);
	const { address, name, phone, account } = planted;
	await activateTable(
		connectAs("owner"),
		leads,
		`Email,Name,Mobile,Account\n${address},${name},${phone},${account}\n`,
		mapping,
	);
	const asked = await askedCode({ purpose: "sign-in", address, locale: "en" });
	Object.assign(planted, { code: asked.code, longCode: longCodeIn((await newestMail()).text) });
	const { member, token } = await signedInMember(address);
	planted.token = token;
	const checked = await checkNow(member);
	expect(checked).toMatchObject({ ok: true, value: { answers: [{ outcome: "affected" }] } });
	expect(await saveNumber(member, "en", "text", planted.number)).toMatchObject({ ok: true });
	const post = { line1: planted.street, line2: "", town: "London", postcode: "ZZ1 1ZZ", country: "Invented" };
	expect(await savePost(member, "en", post)).toMatchObject({ ok: true });
	await askedCode({ purpose: "sign-in", address: planted.stranger, locale: "en" });
	const follow = await askedCode({ purpose: "contact-point", address: planted.follower, locale: "en" });
	expect(await subscribe("all", follow)).toEqual({ ok: true });
	const fake = { channel: "email" as const, sender: planted.scammer, text: planted.scam };
	expect(await reportFake(fake, "192.0.2.77")).toEqual({ ok: true });
	await closeDatabase();
}

beforeAll(async () => {
	cluster = await startThrowawayCluster(parent);
	const urls = await openSiteDatabase(cluster, "selfcheck");
	vi.stubEnv("DATABASE_URL", urls.owner);
	vi.stubEnv("DATABASE_URL_WEB", urls.web);
	vi.stubEnv("DATABASE_URL_WORKER", urls.worker);
	await live();
	const client = new pg.Client({ connectionString: cluster.url(superuser, "selfcheck") });
	await client.connect();
	await client.query("update incident set title_en = $1", [title]);
	// Rows that are taken away stay in the log of writes, and in the files until their place is used again.
	for (const table of ["outbox_message", "fake_report", "subscription"]) await client.query(`delete from ${table}`);
	await client.query("create table taken_away as select $1::text as text, sha256($1::text::bytea) as hash", [
		takenAway,
	]);
	await client.query("drop table taken_away");
	const { rows: all } = await client.query<{ name: string }>(
		"select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
	);
	const tables = [];
	for (const { name } of all) tables.push((await client.query(`select t::text as row from ${name} t`)).rows);
	dump = tables.flatMap((rows) => rows.map(({ row }) => row)).join("\n");
	await client.query("checkpoint");
	const { rows: others } = await client.query<{ oid: number }>(
		"select oid from pg_database where datname <> current_database()",
	);
	await client.end();
	const data = realpathSync(path.join(parent, String(process.pid), "data"));
	// The three databases that PostgreSQL makes for itself have nothing of the site, and are most of the files.
	const ofPostgres = new Set(others.map(({ oid }) => path.join(data, "base", String(oid))));
	const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter(
		(entry) => entry.isFile() && !ofPostgres.has(entry.parentPath),
	);
	bytes = Buffer.concat(files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name))));
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await cluster.stop();
});

/** A text as somebody would look for it: as it is, in other letters, wide, and encoded at each of the three places of base64. */
function forms(text: string): Buffer[] {
	const encodings = [...new Set([text, text.toLowerCase(), text.toUpperCase()])].flatMap((written) => {
		const plain = Buffer.from(written);
		const base64 = [0, 1, 2].map((at) =>
			Buffer.concat([Buffer.alloc(at), plain])
				.toString("base64")
				.slice(at && 4, -4),
		);
		return [
			plain,
			Buffer.from(written, "utf16le"),
			Buffer.from(plain.toString("hex")),
			...base64.map((part) => Buffer.from(part)),
		];
	});
	return encodings.filter(({ length }) => length > 5);
}

/** The bytes and the hexadecimal digits of the hashes that anybody can compute from a text. */
function hashes(text: string): Buffer[] {
	return [...new Set([text, text.toLowerCase(), text.replace(/^0/, "+44")])].flatMap((written) =>
		["md5", "sha1", "sha256", "sha512", "blake2b512"].flatMap((name) => {
			const hash = createHash(name).update(written).digest();
			// Fingerprints are 16 bytes long: a longer hash may have been cut.
			return [hash.subarray(0, 16), Buffer.from(hash.toString("hex").slice(0, 32))];
		}),
	);
}

it("the search finds what everybody may read, and a row that was taken away with its hash", () => {
	for (const text of [title, "people.csv", takenAway])
		expect(
			forms(text).some((form) => bytes.includes(form)),
			text,
		).toBe(true);
	expect(hashes(takenAway).some((hash) => bytes.includes(hash))).toBe(true);
	expect(bytes.length).toBeGreaterThan(10_000_000);
});

it.each(Object.keys(planted) as (keyof typeof planted)[])(
	"no %s is in it, nor a hash that a list could be tried against",
	(name) => {
		expect(planted[name].length).toBeGreaterThan(5);
		// Six digits stand in any file by chance.
		if (name !== "code")
			expect(
				forms(planted[name])
					.filter((form) => bytes.includes(form))
					.map(String),
			).toEqual([]);
		expect(hashes(planted[name]).filter((hash) => bytes.includes(hash))).toEqual([]);
	},
);

/** The first eight bytes of every value of 8 bytes or more in a dump: bytes as hexadecimal digits, and UUIDs. */
const valuesIn = (text: string): Set<string> =>
	new Set([...text.replaceAll("-", "").matchAll(/[0-9a-f]{16,}/g)].map(([digits]) => digits.slice(0, 16)));

/** Returns the candidates of whom any hash that needs no key stands in a dump. */
function triedAgainst(values: Set<string>, candidates: Iterable<string>): string[] {
	const found: string[] = [];
	for (const candidate of candidates)
		if (
			["md5", "sha1", "sha256", "sha512", "blake2b512"].some((name) => values.has(hash(name, candidate).slice(0, 16)))
		)
			found.push(candidate);
	return found;
}

const candidateCount = process.env.SECURITY === "long" ? 1_000_000 : 20_000;

/** Addresses as somebody guesses them, those who are in the database among them. */
function* candidates(): Generator<string> {
	for (let at = 0; at < candidateCount; at++) yield `member.${at}@candidates.example`;
	yield* [
		planted.address,
		planted.follower,
		planted.stranger,
		planted.phone,
		planted.number,
		planted.name.toLowerCase(),
	];
	yield* [planted.phone, planted.number].map((number) => number.replace(/^0/, "+44"));
}

it(`none of ${candidateCount.toLocaleString("en")} candidates can be told from the others by a dump`, () => {
	const values = valuesIn(dump);
	expect(values.size).toBeGreaterThan(20);
	expect(triedAgainst(values, candidates())).toEqual([]);
	// The search finds one that is hashed without a key.
	const hashed = `${dump}\n(per_x,"\\x${hash("sha256", "member.777@candidates.example")}")`;
	expect(triedAgainst(valuesIn(hashed), candidates())).toEqual(["member.777@candidates.example"]);
}, 300_000);
