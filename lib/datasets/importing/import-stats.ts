import { dataCategories } from "../../guidance/schema";
import { FileRefused } from "../file-errors";
import { limits, type MappedColumn, type ProblemReason, type Report, type RowProblem } from "../schema";
import type { BatchResult } from "./process-batch";

/** A profile as the database keeps it. */
type Profile = { profile: number; relationship: string; source: string; categories: string[]; records: number };

/** Adds up what batches found, in the order of the file, and numbers the profiles. Holds counts and row numbers, no values. */
export class Tally {
	rows = 0;
	records = 0;
	blankRows = 0;
	withoutIdentifier = 0;
	misshapen = 0;
	identifiers = 0;
	byKind: Record<string, number> = {};
	problems: RowProblem[] = [];
	filled: number[];
	hashes: number[];
	tried: number[];
	chosen: number[];
	#same: (string | undefined)[];
	#profiles = new Map<string, Profile>();
	#reasons = new Map<string, { column: string; reason: ProblemReason; count: number; firstRow: number }>();

	constructor(private columns: readonly MappedColumn[]) {
		this.filled = columns.map(() => 0);
		this.hashes = columns.map(() => 0);
		this.tried = columns.map(() => 0);
		this.chosen = columns.map(() => 0);
		this.#same = columns.map(() => undefined);
	}

	/** Takes one batch in and writes the true numbers of its profiles into its records. */
	add(batch: BatchResult): void {
		this.rows += batch.rows - batch.blankRows;
		this.blankRows += batch.blankRows;
		this.withoutIdentifier += batch.withoutIdentifier;
		this.misshapen += batch.misshapen;
		for (const [kind, count] of Object.entries(batch.byKind)) {
			this.byKind[kind] = (this.byKind[kind] ?? 0) + count;
			this.identifiers += count;
		}
		const numbers = batch.profiles.map(([key, records]) => {
			this.records += records;
			return this.#profile(key, records);
		});
		const lines = new DataView(batch.lines.buffer, batch.lines.byteOffset, batch.lines.byteLength);
		for (const place of batch.profilePlaces) lines.setInt32(place, numbers[lines.getInt32(place)] as number);
		for (const [row, column, reason] of batch.problems) {
			this.complain({ row, column: this.columns[column]?.header ?? "", reason });
		}
		for (const [at, count] of batch.filled.entries()) {
			this.filled[at] = (this.filled[at] ?? 0) + count;
			for (const counts of ["hashes", "tried", "chosen"] as const)
				this[counts][at] = (this[counts][at] ?? 0) + (batch[counts][at] ?? 0);
			const same = batch.same[at];
			if (same !== undefined) this.#same[at] = this.#same[at] === undefined || this.#same[at] === same ? same : "";
		}
	}

	complain(problem: RowProblem, count = 1): void {
		if (this.problems.length < limits.problems) this.problems.push(problem);
		const key = `${problem.reason}\t${problem.column}`;
		const known = this.#reasons.get(key);
		if (known) known.count += count;
		else this.#reasons.set(key, { column: problem.column, reason: problem.reason, count, firstRow: problem.row });
	}

	#profile(key: string, records: number): number {
		let profile = this.#profiles.get(key);
		if (!profile) {
			const [mask, relationship = "", ...text] = key.split("\t");
			const source = text.join(" ");
			const categories = dataCategories.filter((_, bit) => Number(mask) & (1 << bit));
			profile = { profile: this.#profiles.size + 1, relationship, source, categories, records: 0 };
			this.#profiles.set(key, profile);
			if (this.#profiles.size > limits.sources * 20) {
				throw new FileRefused(
					"The column chosen as source holds too many different texts to be one. Choose another column, or none.",
				);
			}
		}
		profile.records += records;
		return profile.profile;
	}

	get profiles(): Profile[] {
		return [...this.#profiles.values()];
	}

	/** Whether most of a column's values look like passwords that people chose. */
	looksChosen(column: number): boolean {
		const [tried = 0, chosen = 0] = [this.tried[column], this.chosen[column]];
		return tried > 20 && chosen > 0.6 * tried && this.#same[column] === "";
	}

	/** Columns that hold one and the same value in all rows. */
	get uniform(): string[] {
		return this.columns.filter((_, at) => this.#same[at] && (this.filled[at] ?? 0) > 20).map((column) => column.header);
	}

	counts(): Pick<
		Report,
		| "rows"
		| "records"
		| "blankRows"
		| "withoutIdentifier"
		| "misshapen"
		| "identifiers"
		| "identifiersByKind"
		| "byRelationship"
		| "byCategory"
		| "problems"
	> {
		const byRelationship: Record<string, number> = {};
		const byCategory: Record<string, number> = {};
		for (const profile of this.#profiles.values()) {
			byRelationship[profile.relationship] = (byRelationship[profile.relationship] ?? 0) + profile.records;
			for (const category of profile.categories) byCategory[category] = (byCategory[category] ?? 0) + profile.records;
		}
		return {
			rows: this.rows,
			records: this.records,
			blankRows: this.blankRows,
			withoutIdentifier: this.withoutIdentifier,
			misshapen: this.misshapen,
			identifiers: this.identifiers,
			identifiersByKind: this.byKind,
			byRelationship,
			byCategory,
			problems: [...this.#reasons.values()].sort((a, b) => b.count - a.count),
		};
	}
}
