/** Random people of five tables, each written by another exporter: every one gets the answer that was true when the table was made. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Member } from "@/lib/authority";
import { claimIdentifier } from "@/lib/exposure";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { dialects, type Person, person, writeTable } from "../support/exporter-dialects";
import { addMember, checkNow } from "../support/exposed-people";
import { mappingOf } from "../support/imports";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
/** New people in each run of `npm run fuzz`. */
const seed = process.env.FUZZ_RUNS ? Date.now() : 20211025;

const written = [
	"a spreadsheet",
	"a spreadsheet's Unicode text",
	"a database that escapes",
	"an old desktop program, with its last cells left off",
	"a customer system, with a delimiter too many",
];
const householdSize = 3;
const others = 340;
const peoplePerTable = 250;

/** Somebody of the pool: `household` shares one address. `again` is how a second row of theirs writes the name. */
type Somebody = Person & { household: number | undefined; again: "initial" | "nameless" | undefined };

const random = (() => {
	let state = seed % 2147483647;
	return (below: number) => {
		state = (state * 48271) % 2147483647;
		return state % below;
	};
})();
const shuffled = <T>(all: readonly T[]): T[] => {
	const rest = [...all];
	return Array.from(all, () => rest.splice(random(rest.length), 1)[0] as T);
};

/** Invents the pool: households of three first names with one address, and people with addresses of their own. */
function inventPeople(): Somebody[] {
	const invented = fc.sample(person, { seed, numRuns: others + 20 * householdSize });
	return invented.map((one, at): Somebody => {
		const household = at < 20 * householdSize ? Math.floor(at / householdSize) : undefined;
		const unique = { number: `MP${700_000 + at}`, account: one.account && `11-22-33 ${20_000_000 + at * 7}` };
		if (household === undefined)
			return {
				...one,
				...unique,
				email: `p${at}.${one.email}`,
				household,
				again: ([undefined, "initial", "nameless"] as const)[random(6)],
			};
		const given = ["Ada", "Siân", "José"][at % householdSize] as string;
		return { ...one, ...unique, given, email: `home${household}@household.example`, household, again: undefined };
	});
}

const people = inventPeople();
/** The tables: who is in each, and the incident it belongs to. */
const tables: { incidentId: string; members: Set<Somebody> }[] = [];

/** The rows of somebody: one, or a second one with an initial or without a name. */
function rowsOf(one: Somebody): Person[] {
	if (!one.again) return [one];
	const name = one.again === "initial" ? { given: one.given.slice(0, 1) } : { given: "", surname: "" };
	return shuffled([one, { ...one, ...name }]);
}

beforeAll(async () => {
	const leads = await twoDataLeads();
	for (const name of written) {
		const dialect = dialects[name];
		if (!dialect) throw new Error(`there is no dialect ${name}`);
		const members = new Set(shuffled(people).slice(0, peoplePerTable));
		const { bytes, columns } = writeTable(shuffled([...members]).flatMap(rowsOf), dialect);
		const { incidentId } = await activateTable(owner, leads, bytes, mappingOf(columns, { relationship: "voter" }), {
			beside: true,
		});
		tables.push({ incidentId, members });
	}
	await owner.query("update incident set published_at = now()");
}, 120_000);

/** What somebody is told of each table. */
async function answersOf(member: Member) {
	const checked = await checkNow(member);
	if (!checked.ok) throw new Error(checked.reason);
	return tables.map(({ incidentId }) => {
		const answer = checked.value.answers.find(({ incident }) => incident.id === incidentId);
		if (!answer) throw new Error("there is no answer for the incident");
		const accounts = answer.lines.find(({ category }) => category === "bank-details")?.hints ?? [];
		const names = answer.lines.find(({ category }) => category === "name")?.hints ?? [];
		return { outcome: answer.outcome, accounts, names, since: answer.reasons[0]?.since ?? null };
	});
}

/** What is true of somebody: their row in each table. */
const truthOf = (one: Somebody) =>
	tables.map(({ members }) =>
		members.has(one)
			? { outcome: "affected", accounts: one.account ? 1 : 0, ending: one.account.slice(-2), since: one.since || null }
			: { outcome: "not-found", accounts: 0, ending: "", since: null },
	);

const summary = (answers: Awaited<ReturnType<typeof answersOf>>, one: Somebody) =>
	answers.map(({ outcome, accounts, since }) => ({
		outcome,
		accounts: accounts.length,
		ending:
			accounts.every((hint) => hint.endsWith(one.account.slice(-2))) && accounts.length ? one.account.slice(-2) : "",
		since,
	}));

describe("each of a hundred random people who sign in, five tables each, is answered as the tables were written", () => {
	it("with an address of their own", async () => {
		for (const one of shuffled(people.filter(({ household }) => household === undefined)).slice(0, 80)) {
			const member = await addMember(owner, { email: one.email });
			expect([one, ...summary(await answersOf(member), one)]).toEqual([one, ...truthOf(one)]);
		}
	}, 120_000);

	it("with the address of a household: they are asked first, and then told what is theirs", async () => {
		for (let at = 0; at < 20; at++) {
			const household = people.filter((each) => each.household === at);
			const one = household[random(householdSize)] as Somebody;
			const member = await addMember(owner, { email: one.email });
			const present = (table: (typeof tables)[number]) => household.filter((each) => table.members.has(each));
			const found = tables.flatMap(present);
			const isShared = new Set(found).size > 1;
			const before = await answersOf(member);
			for (const [at, table] of tables.entries()) {
				const expected = present(table).length === 0 ? "not-found" : isShared ? "unable-to-match" : "affected";
				expect([one, at, before[at]?.outcome]).toEqual([one, at, expected]);
				if (isShared) expect(before[at]).toMatchObject({ accounts: [], names: [] });
			}
			if (!isShared || !found.includes(one)) continue;
			expect(await claimIdentifier(member, { kind: "membership-number", number: one.number })).toMatchObject({
				ok: true,
			});
			const after = summary(await answersOf(member), one);
			const expected = truthOf(one).map((truth, at) =>
				truth.outcome === "not-found" && present(tables[at] as (typeof tables)[number]).length > 0
					? { ...truth, outcome: "unable-to-match" }
					: truth,
			);
			expect([one, ...after]).toEqual([one, ...expected]);
		}
	}, 120_000);

	it("and somebody who is in none is told that nothing was found", async () => {
		const member = await addMember(owner, { email: "nobody@household.example" });
		for (const { outcome } of await answersOf(member)) expect(outcome).toBe("not-found");
	});
});
