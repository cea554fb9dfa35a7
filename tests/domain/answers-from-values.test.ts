/** The meaning of values in a table, from the import to the answers of the people in them. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Staff } from "@/lib/authority";
import type { DataCategory } from "@/lib/data-categories";
import type { ColumnRole, MappedColumn } from "@/lib/datasets/schema";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { addMember, checkNow } from "../support/exposed-people";
import { mappingOf } from "../support/imports";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
let leads: { importer: Staff; approver: Staff };
beforeAll(async () => {
	leads = await twoDataLeads();
});

type Held = { held: string[]; since: string | null };

/** Imports and activates rows, one for each person. Returns each person's answer without the address, and the report. */
async function answersFor(roles: Record<string, ColumnRole>, rows: string[][]) {
	const columns: MappedColumn[] = [
		{ header: "Email", as: "identifier", kind: "email" },
		...Object.entries(roles).map(([header, role]) => ({ header, ...role })),
	];
	const people = rows.map((cells) => [`${crypto.randomUUID()}@example.org`, ...cells]);
	const table = [columns.map(({ header }) => header), ...people].map((cells) => cells.join(",")).join("\n");
	// The incident has no general statement about voters, so every line of an answer comes from the table.
	const mapping = mappingOf(columns, { relationship: "voter" });
	const { incidentId, report } = await activateTable(owner, leads, `${table}\n`, mapping);
	const told: Held[] = [];
	for (const [email = ""] of people) {
		const checked = await checkNow(await addMember(owner, { email }));
		if (!checked.ok) throw new Error(checked.reason);
		const answer = checked.value.answers.find(({ incident }) => incident.id === incidentId);
		told.push({
			held: (answer?.lines ?? [])
				.filter(({ category }) => category !== "email-address")
				.map(({ category, hints }) => [category, ...hints].join(": ")),
			since: answer?.reasons[0]?.since ?? null,
		});
	}
	return { told, report };
}

const category = (name: DataCategory): ColumnRole => ({ as: "category", category: name });
const nothing = { held: [], since: null };

describe("a person is told only of what the table holds", () => {
	it("words for nothing are nothing", async () => {
		const { told, report } = await answersFor(
			{ Born: category("date-of-birth"), Account: category("bank-details"), Passport: category("identity-document") },
			[
				["NaT", "nan", "NULL"],
				["[null]", "{null}", "<NA>"],
				["0000-00-00 00:00:00", "#REF!", "N/K"],
				["00/00/0000", "(blank)", "not given"],
				["30/05/1989", "82-25-38 94641142", "925665416"],
			],
		);
		expect(told).toEqual([
			nothing,
			nothing,
			nothing,
			nothing,
			{
				held: ["date-of-birth: •• •• 1989", "bank-details: account ending 42", "identity-document: number ending 16"],
				since: null,
			},
		]);
		expect(report).toMatchObject({ byCategory: { "bank-details": 1 }, problems: [] });
	});

	it("no is not held, an amount of nothing is no gift, and yes is held without an account's end", async () => {
		const { told } = await answersFor(
			{ Debit: category("bank-details"), Union: category("trade-union"), Given: category("donations") },
			[
				["N", "FALSE", "£0.00"],
				["Nac oes", "0", "0"],
				["Yes", "1", "12.50"],
				["Oes", "✓", "0.50"],
			],
		);
		const all = { held: ["bank-details", "trade-union", "donations"], since: null };
		expect(told).toEqual([nothing, nothing, all, all]);
	});

	it("a default date is none", async () => {
		const { told, report } = await answersFor({ Born: category("date-of-birth"), Joined: { as: "since" } }, [
			["01/01/1900", "30/12/1899"],
			["1900-01-01 00:00:00", "1970-01-01T00:00:00Z"],
			["9999-12-31", "0001-01-01"],
			["30/05/1989", "2011-03-14 00:00:00.000"],
		]);
		expect(told).toEqual([nothing, nothing, nothing, { held: ["date-of-birth: •• •• 1989"], since: "2011-03-14" }]);
		expect(report.problems).toEqual([]);
	});
});

describe("whether the month comes first", () => {
	it("is told from the column, and a date that contradicts it is named", async () => {
		const { told, report } = await answersFor({ Joined: { as: "since" } }, [
			["02/08/2014"],
			["03/15/2014"],
			["04/22/2014"],
			["23/05/2014"],
		]);
		expect(told.map(({ since }) => since)).toEqual(["2014-02-08", "2014-03-15", "2014-04-22", null]);
		expect(report.problems).toEqual([{ column: "Joined", reason: "other-date-order", count: 1, firstRow: 5 }]);
		expect(report.warnings.join()).toContain("month and the day the other way round");
	});

	it("is what the mapping says it is", async () => {
		const { told } = await answersFor({ Joined: { as: "since", dateOrder: "month-first" } }, [["02/08/2014"]]);
		expect(told[0]?.since).toBe("2014-02-08");
	});

	it("is asked about where no row decides", async () => {
		const { told, report } = await answersFor({ Joined: { as: "since" } }, [["02/08/2014"], ["05/05/2014"]]);
		expect(told.map(({ since }) => since)).toEqual(["2014-08-02", "2014-05-05"]);
		expect(report.warnings.join()).toContain("whether the day or the month comes first");
	});
});
