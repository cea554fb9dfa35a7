import { describe, expect, it } from "vitest";
import { parse, type Source, sources } from "./source";

const room = "lib/datasets";
const rooms = ["reading", "mapping", "importing", "checking"];

/** The rooms of datasets that each room may import. */
const allowed: Record<string, string[]> = {
	reading: [],
	mapping: ["reading"],
	importing: ["reading", "mapping", "checking"],
	checking: ["reading", "mapping"],
};
/** The only files outside importing that may import it. */
const runsImports = ["tasks", "index", "checking/dry-run", "correction-export", "recipient-upload"].map(
	(name) => `${room}/${name}.ts`,
);

const roomOf = (place: string) => rooms.find((name) => place.startsWith(`${room}/${name}/`));

/** Returns the imports of a file that break the order of the rooms. Type imports count. */
function faultsOf({ file, imports }: Source): string[] {
	const own = roomOf(file);
	return imports.flatMap(({ from }) => {
		const other = roomOf(from);
		const fault = `${file} imports ${from}`;
		if (own === "reading" && /^(db|lib\/(database|crypto))(\/|$)/.test(from)) return [fault];
		if (!other || other === own) return [];
		if (other === "importing")
			return runsImports.includes(file) || /^(tests|lib\/commands)\//.test(file) ? [] : [fault];
		return own && !allowed[own]?.includes(other) ? [fault] : [];
	});
}

it("the rooms of datasets import each other in one direction", () => {
	expect(sources().flatMap(faultsOf)).toEqual([]);
});

describe("the rule", () => {
	it.each([
		["reading/dates.ts", 'import { database } from "../../database";'],
		["reading/dates.ts", 'import { seal } from "../../crypto/seal";'],
		["reading/preview.ts", 'import { suggestMapping } from "../mapping/suggest-mapping";'],
		["mapping/suggest-mapping.ts", 'import type { Batch } from "../importing/process-batch";'],
		["checking/warnings.ts", 'import type { ImportStats } from "../importing/import-stats";'],
		["cleanup.ts", 'import { importInto } from "./importing/import-pipeline";'],
	])("finds in %s: %s", (file, text) => {
		expect(faultsOf(parse(`${room}/${file}`, text))).toHaveLength(1);
	});

	it.each([
		["reading/cell-values.ts", 'import { guardFormula } from "../../identifiers";'],
		["importing/process-batch.ts", 'import { looksLikePassword } from "../mapping/password-columns";'],
		["checking/dry-run.ts", 'import { processInOrder } from "../importing/worker-pool";'],
		["tasks.ts", 'import { importInto } from "./importing/import-pipeline";'],
	])("finds nothing in %s: %s", (file, text) => {
		expect(faultsOf(parse(`${room}/${file}`, text))).toEqual([]);
	});
});
