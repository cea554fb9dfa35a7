/** Realistic tables, from the import to the answers of the people in them. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Member } from "@/lib/authority";
import type { Mapping } from "@/lib/datasets/schema";
import { claimIdentifier } from "@/lib/exposure";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { addMember, checkNow } from "../support/exposed-people";
import { mappingOf } from "../support/imports";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let leads: Awaited<ReturnType<typeof twoDataLeads>>;
beforeAll(async () => {
	leads = await twoDataLeads();
});

const columns: Record<string, Mapping["columns"][number]> = {
	Email: { header: "Email", as: "identifier", kind: "email" },
	Number: { header: "Number", as: "identifier", kind: "membership-number" },
	Mobile: { header: "Mobile", as: "identifier", kind: "telephone" },
	Name: { header: "Name", as: "name", part: "full" },
	Postcode: { header: "Postcode", as: "postcode" },
	Account: { header: "Account", as: "category", category: "bank-details" },
};

/** Imports a table into a dataset of a new incident and has a second person activate it. Returns the incident's id. */
async function activate(table: string): Promise<string> {
	const headers = (table.split("\n")[0] ?? "").split(",");
	const mapping = mappingOf(headers.map((header) => columns[header] ?? { header, as: "ignore" }));
	return (await activateTable(owner, leads, table, mapping, { beside: true })).incidentId;
}

async function answerFor(member: Member, incidentId: string) {
	const checked = await checkNow(member);
	if (!checked.ok) throw new Error(checked.reason);
	const answer = checked.value.answers.find(({ incident }) => incident.id === incidentId);
	if (!answer) throw new Error("there is no answer for this incident");
	return answer;
}
const outcomeFor = async (member: Member, incidentId: string) => (await answerFor(member, incidentId)).outcome;

describe("a table of one person", () => {
	it.each([
		["title", "Ffion Invented", "Mrs Ffion Invented"],
		["initial", "Ffion Invented", "F Invented"],
		["order", "Ffion Invented", '"Invented, Ffion"'],
		["middle name", "Ffion Invented", "Ffion Mair Invented"],
		["accents", "Łucja Ørsted Weiß", "Lucja Orsted Weiss"],
		["missing name", "Ffion Invented", ""],
	])("answers two rows that differ by %s", async (what, one, other) => {
		const email = `one.${what.replace(" ", "")}@example.org`;
		const incident = await activate(`Email,Name\n${email},${one}\n${email},${other}\n`);
		expect(await answerFor(await addMember(owner, { email }), incident)).toMatchObject({
			outcome: "affected",
			moreWithheld: false,
		});
	});

	it("keeps its answer when another incident has the address without a name, and gives an answer for that one too", async () => {
		const email = "twice@example.org";
		const first = await activate(`Email,Name\n${email},Ffion Invented\n`);
		const member = await addMember(owner, { email });
		expect(await outcomeFor(member, first)).toBe("affected");
		const second = await activate(`Email,Name\n${email},\n`);
		await owner.query("update incident set published_at = now()");
		expect(await outcomeFor(member, first)).toBe("affected");
		expect(await outcomeFor(member, second)).toBe("affected");
	});

	it("gives both rows of one person with two surnames for the membership number that both hold", async () => {
		const email = "surnames@example.org";
		const incident = await activate(
			`Email,Number,Name\n${email},MP410001,Ffion Before\n${email},MP410001,Ffion After\n`,
		);
		const member = await addMember(owner, { email });
		expect(await outcomeFor(member, incident)).toBe("unable-to-match");
		expect(await claimIdentifier(member, { kind: "membership-number", number: "MP410001" })).toMatchObject({
			ok: true,
		});
		expect(await answerFor(member, incident)).toMatchObject({ outcome: "affected", moreWithheld: false });
	});
});

describe("a family with one address", () => {
	it("is told apart by name and postcode, also with accents and other alphabets", async () => {
		const email = "family@example.org";
		const incident = await activate(
			`Email,Name,Postcode,Account\n${email},Łucja Zmyślona,ZZ1 1ZZ,11-22-33 11111111\n${email},Bjørn Opdigtet,ZZ1 2ZZ,11-22-33 22222222\n`,
		);
		const member = await addMember(owner, { email });
		expect(await outcomeFor(member, incident)).toBe("unable-to-match");
		const claim = { kind: "name-postcode", name: "Lucja Zmyslona", postcode: "zz11zz" } as const;
		expect(await claimIdentifier(member, claim)).toMatchObject({ ok: true });
		const answer = await answerFor(member, incident);
		expect(answer).toMatchObject({ outcome: "affected", moreWithheld: true });
		expect(JSON.stringify(answer.lines)).toContain("11");
		expect(JSON.stringify(answer.lines)).not.toContain("22");
	});

	it("without names is told apart by telephone numbers, as spreadsheets format them", async () => {
		const email = "numbers@example.org";
		const incident = await activate(`Email,Mobile\n${email},7700900401.0\n${email},447700900402.0\n`);
		const member = await addMember(owner, { email });
		expect(await outcomeFor(member, incident)).toBe("unable-to-match");
		expect(await claimIdentifier(member, { kind: "telephone", telephone: "07700 900402" })).toMatchObject({ ok: true });
		expect(await answerFor(member, incident)).toMatchObject({ outcome: "affected", moreWithheld: true });
	});
});

describe("a table with rows without a valid address", () => {
	it("tells only people who are not found how many such rows there are, rounded down", async () => {
		const rows = Array.from({ length: 27 }, (_, at) => `not an address,MP${420_000 + at}`);
		const incident = await activate(`Email,Number\nfound@example.org,MP419999\n${rows.join("\n")}\n,\nnobody,\n`);
		expect(await answerFor(await addMember(owner, { email: "unknown@example.org" }), incident)).toMatchObject({
			outcome: "not-found",
			withoutAddress: 20,
		});
		expect(await answerFor(await addMember(owner, { email: "found@example.org" }), incident)).toMatchObject({
			outcome: "affected",
			withoutAddress: 0,
		});
	});
});
