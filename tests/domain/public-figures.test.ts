/** Figures of an incident for everybody: what is counted, what is too small to be published, and that they stay as they were. */
import { beforeAll, describe, expect, it } from "vitest";
import { figureLines } from "@/app/[locale]/(public)/incidents/[slug]/figure-lines";
import type { Staff } from "@/lib/authority";
import { setDatabaseRole } from "@/lib/database";
import { figuresOfIncident, messageAdmin } from "@/lib/messages";
import { publishableCounts, roundedCount } from "@/lib/messages/small-numbers";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { mappingOf } from "../support/imports";
import { addPeople } from "../support/many-people";
import { signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const { countFigures, publishFigures } = messageAdmin;
let press: Staff;
let incidentId: string;
let versionId: string;

const mapping = mappingOf([
	{ header: "Email", as: "identifier", kind: "email" },
	{ header: "Phone", as: "identifier", kind: "telephone" },
	{ header: "Bank", as: "category", category: "bank-details" },
]);
/** Thirty-four records hold an address alone, twelve also bank details, three a telephone number. */
const table = [
	"Email,Phone,Bank",
	...Array.from({ length: 34 }, (_, at) => `a${at}@people.example,,`),
	...Array.from({ length: 12 }, (_, at) => `b${at}@people.example,,12-34-56 ${10_000_000 + at}`),
	...Array.from({ length: 3 }, (_, at) => `c${at}@people.example,07700 90000${at},`),
];

beforeAll(async () => {
	({ incidentId, versionId } = await activateTable(owner, await twoDataLeads(), `${table.join("\n")}\n`, mapping));
	setDatabaseRole("web");
	({ staff: press } = await signedInStaff("press@staff.example", "publisher"));
	await addPeople(
		owner,
		incidentId,
		Array.from({ length: 23 }, (_, at) => ({ address: `a${at}@people.example`, outcome: "affected" })),
	);
});

describe("a count", () => {
	it.each([
		[0, 0],
		[1, null],
		[9, null],
		[10, 10],
		[14, 10],
		[15, 20],
		[1_234, 1_230],
	])("of %i is published as %s", (amount, published) => expect(roundedCount(amount)).toBe(published));
	it("that is too small goes into the row of all others, which is named by nothing", () => {
		const counted = [
			{ name: "member", amount: 40 },
			{ name: "donor", amount: 9 },
			{ name: "member", amount: 3 },
			{ name: "voter", amount: 8 },
		];
		expect(publishableCounts(counted)).toEqual([
			{ name: "member", count: 40 },
			{ name: null, count: 20 },
		]);
		const many = Array.from({ length: 20 }, (_, at) => ({ name: `combination ${at}`, amount: 100 - at }));
		expect(publishableCounts(many)).toHaveLength(13);
		expect(publishableCounts(many).at(-1)).toEqual({ name: null, count: 680 });
		expect(publishableCounts([{ name: "donor", amount: 9 }])).toEqual([{ name: null, count: null }]);
	});
});

describe("the figures of an incident", () => {
	it("count the records of its active versions by relationship and by what they hold, and the people who know", async () => {
		const figures = await countFigures(press, incidentId);
		expect(figures.versions).toEqual([versionId]);
		expect(figures.relationships).toEqual([{ name: expect.any(String), count: 50 }]);
		expect(figures.categories.map(({ count }) => count)).toEqual([30, 10, null]);
		expect(figures.categories[1]?.name?.split(",")).toContain("bank-details");
		expect(figures.categories[2]?.name).toBeNull();
		expect(figures).toMatchObject({ told: 0, reached: 0, checked: 20 });
	});
	it("are published as they were seen, once, and stay so until newer ones are", async () => {
		expect(await figuresOfIncident(incidentId)).toBeUndefined();
		const seen = JSON.stringify(await countFigures(press, incidentId));
		expect(await publishFigures(press, incidentId, seen.replace("20", "30"))).toMatchObject({ ok: false });
		await Promise.all([publishFigures(press, incidentId, seen), publishFigures(press, incidentId, seen)]);
		const { rows } = await owner.query("select action from audit_event where action = 'incident.figures-published'");
		expect(rows).toHaveLength(1);
		await owner.query("delete from check_result");
		const { at, ...published } = (await figuresOfIncident(incidentId)) ?? {};
		expect(published).toEqual(JSON.parse(seen));
		expect(at).toBeInstanceOf(Date);
		const newer = JSON.stringify(await countFigures(press, incidentId));
		expect(await publishFigures(press, incidentId, newer)).toEqual({ ok: true });
		expect(await figuresOfIncident(incidentId)).toMatchObject({ checked: 0 });
	});
	it.each(["en", "cy"] as const)("are words in %s, without a small number", async (locale) => {
		const lines = figureLines(await countFigures(press, incidentId), locale).flatMap((part) => part.lines.flat());
		expect(lines.join(" ")).not.toMatch(/undefined|null|\b[1-9]\b/);
	});
});
