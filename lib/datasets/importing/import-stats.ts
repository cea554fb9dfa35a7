import { type DataCategory, dataCategories } from "../../data-categories";
import type { ColumnFindings } from "../checking/warnings";
import { FileRefused } from "../file-errors";
import { limits, type MappedColumn, type ProblemReason, type Report, type RowProblem } from "../schema";
import type { ColumnCounts } from "./column-stats";
import type { Profile } from "./copy-lines";
import type { BatchResult } from "./process-batch";

/** A row of exposure.profile, with the number of its records. */
type NumberedProfile = {
	profile: number;
	relationship: string;
	source: string;
	categories: DataCategory[];
	records: number;
};

/** The totals of a column. `constant` is as in ColumnCounts. */
type ColumnTotals = {
	nonEmpty: number;
	hashed: number;
	sampled: number;
	passwordLike: number;
	addressLike: number;
	nameLike: number;
	constant: string | undefined;
};

/** Adds up the batches of an import in the order of the file, and numbers their profiles. Holds no values of cells. */
export class ImportStats {
	rows = 0;
	records = 0;
	blankRows = 0;
	withoutIdentifier = 0;
	withoutAddress = 0;
	addressRefused = 0;
	misshapen = 0;
	identifiers = 0;
	byKind: Record<string, number> = {};
	problems: RowProblem[] = [];
	#columns: ColumnTotals[];
	#profiles = new Map<string, NumberedProfile>();
	#reasons = new Map<string, { column: string; reason: ProblemReason; count: number; firstRow: number }>();

	constructor(private columns: readonly MappedColumn[]) {
		this.#columns = columns.map(() => ({
			nonEmpty: 0,
			hashed: 0,
			sampled: 0,
			passwordLike: 0,
			addressLike: 0,
			nameLike: 0,
			constant: undefined,
		}));
	}

	/** Adds one batch. Writes the numbers of its profiles into its lines. Throws FileRefused if a second table begins in it, or it is not read right. */
	add(batch: BatchResult): void {
		if (batch.escapedEnd !== undefined)
			throw new FileRefused(
				`Line ${batch.escapedEnd} of the file ends with a backslash, as MySQL writes a line break inside a cell. The first rows do not show that it wrote this file, so the row would be cut in two. Export the table again with quotation marks around its cells, and choose that file.`,
			);
		if (batch.otherTable !== undefined)
			throw new FileRefused(
				`On line ${batch.otherTable} of the file a second table begins: its columns have other names or another order. We would mistake them for those of the first table. Split the file there, and import each part as its own dataset.`,
			);
		this.rows += batch.rows - batch.blankRows;
		this.blankRows += batch.blankRows;
		this.withoutIdentifier += batch.withoutIdentifier;
		this.withoutAddress += batch.withoutAddress;
		this.addressRefused += batch.addressRefused;
		this.misshapen += batch.misshapen;
		for (const [kind, count] of Object.entries(batch.byKind)) {
			this.byKind[kind] = (this.byKind[kind] ?? 0) + count;
			this.identifiers += count;
		}
		this.#numberProfiles(batch);
		for (const [row, column, reason] of batch.problems) {
			this.addProblem({ row, column: this.columns[column]?.header ?? "", reason });
		}
		this.#addColumns(batch.columns);
	}

	/** Counts a problem. Keeps its row up to `limits.problems`. */
	addProblem(problem: RowProblem): void {
		if (this.problems.length < limits.problems) this.problems.push(problem);
		const key = `${problem.reason}\t${problem.column}`;
		const known = this.#reasons.get(key);
		if (known) known.count++;
		else this.#reasons.set(key, { column: problem.column, reason: problem.reason, count: 1, firstRow: problem.row });
	}

	#numberProfiles({ lines, profiles, profileOffsets }: BatchResult): void {
		const numbers = profiles.map((profile) => this.#addProfile(profile));
		const view = new DataView(lines.buffer, lines.byteOffset, lines.byteLength);
		for (const offset of profileOffsets) view.setInt32(offset, numbers[view.getInt32(offset)] as number);
	}

	#addProfile({ categories: bits, relationship, source, records }: Profile): number {
		this.records += records;
		const key = `${bits}\t${relationship}\t${source}`;
		const known = this.#profiles.get(key);
		if (known) {
			known.records += records;
			return known.profile;
		}
		const categories = dataCategories.filter((_, bit) => bits & (1 << bit));
		const profile = this.#profiles.size + 1;
		this.#profiles.set(key, { profile, relationship, source, categories, records });
		return profile;
	}

	#addColumns(batch: ColumnCounts): void {
		for (const [at, counts] of this.#columns.entries()) {
			for (const name of ["nonEmpty", "hashed", "sampled", "passwordLike", "addressLike", "nameLike"] as const)
				counts[name] += batch[name][at] ?? 0;
			const constant = batch.constants[at];
			if (constant === undefined) continue;
			counts.constant = counts.constant === undefined || counts.constant === constant ? constant : "";
		}
	}

	/** The profiles in the order of their numbers. */
	get profiles(): NumberedProfile[] {
		return [...this.#profiles.values()];
	}

	/** The findings of each column, in the order of the file. */
	get columnFindings(): ColumnFindings[] {
		return this.columns.map((column, at) => {
			const { nonEmpty, hashed, sampled, passwordLike, addressLike, nameLike, constant } = this.#columns[
				at
			] as ColumnTotals;
			return {
				column,
				nonEmpty,
				hashed,
				passwordLike: sampled > 20 && passwordLike > 0.6 * sampled && constant === "",
				holdsAddresses: addressLike > 0.5 * sampled,
				holdsWords: nameLike > 0.8 * sampled && constant === "",
				uniform: Boolean(constant) && nonEmpty > 20,
			};
		});
	}

	/** Returns the counts as the report has them. */
	counts(): Pick<
		Report,
		| "rows"
		| "records"
		| "blankRows"
		| "withoutIdentifier"
		| "withoutAddress"
		| "addressRefused"
		| "misshapen"
		| "identifiers"
		| "identifiersByKind"
		| "byRelationship"
		| "byCategory"
		| "columns"
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
			withoutAddress: this.withoutAddress,
			addressRefused: this.addressRefused,
			misshapen: this.misshapen,
			identifiers: this.identifiers,
			identifiersByKind: this.byKind,
			byRelationship,
			byCategory,
			columns: this.columns.map(({ header }, at) => ({ header, values: this.#columns[at]?.nonEmpty ?? 0 })),
			problems: [...this.#reasons.values()].sort((a, b) => b.count - a.count),
		};
	}
}
