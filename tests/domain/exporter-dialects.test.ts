/** A member table written in the dialect of any exporter, read back: the same people, identifiers, categories and dates. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unseal } from "@/lib/crypto/seal";
import { dataCategories } from "@/lib/data-categories";
import { lineColumns } from "@/lib/datasets/importing/copy-lines";
import { batchProcessor } from "@/lib/datasets/importing/process-batch";
import { openTable } from "@/lib/datasets/reading/open-table";
import type { MappedColumn } from "@/lib/datasets/schema";
import { readHints } from "@/lib/exposure/schema";
import { fingerprint, type IdentifierKind, identifierKinds } from "@/lib/identifiers";
import { dialects, type Person, person, writeTable } from "../support/exporter-dialects";
import { mappingOf, pieces } from "../support/imports";

/** The long form, FUZZ_RUNS=100000, is `npm run fuzz`. */
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 400) / 10);

type ReadPerson = Partial<Record<IdentifierKind, string>> & { account: boolean; since: string | undefined };

/** Reads a table as an import does, and returns its people in the order of the file. */
async function read(bytes: Buffer, columns: MappedColumn[]): Promise<ReadPerson[]> {
	const { format, batches } = await openTable(pieces(bytes), { columns });
	const plan = { mapping: mappingOf(columns), columns, format };
	const people: ReadPerson[] = [];
	for await (const batch of batches) {
		const { lines, profiles, problems } = batchProcessor(plan)(batch);
		expect(problems.filter(([, , reason]) => reason !== "more-than-an-identifier")).toEqual([]);
		const buffer = Buffer.from(lines);
		for (let at = 0; at < buffer.length; ) {
			const fields = new Map<string, Buffer>();
			const count = buffer.readInt16BE(at);
			at += 2;
			for (let field = 0; field < count; field++) {
				const length = buffer.readInt32BE(at);
				at += 4;
				if (length > 0) fields.set(lineColumns[field] as string, buffer.subarray(at, at + length));
				at += Math.max(0, length);
			}
			const profile = profiles[fields.get("profile")?.readInt32BE(0) ?? -1];
			const one: ReadPerson = {
				account: ((profile?.categories ?? 0) & (1 << dataCategories.indexOf("bank-details"))) !== 0,
				since: readHints(unseal("hints", fields.get("hints") as Buffer)).since,
			};
			for (const kind of identifierKinds) {
				const print = fields.get(kind.replace("-", "_"))?.toString("hex");
				if (print) one[kind] = print;
			}
			people.push(one);
		}
	}
	return people;
}

function truth(one: Person): ReadPerson {
	const print = (kind: IdentifierKind, value: string) => {
		const found = value ? fingerprint(kind, value)?.toString("hex") : undefined;
		return found ? { [kind]: found } : {};
	};
	return {
		...print("email", one.email),
		...print("telephone", one.telephone),
		...print("membership-number", one.number),
		...print("name-postcode", one.postcode && `${one.given} ${one.surname}, ${one.postcode}`),
		account: one.account !== "",
		since: one.since || undefined,
	};
}

describe("a table written by", () => {
	it.each(Object.entries(dialects))("%s gives the people it was written from", async (_, dialect) => {
		await fc.assert(
			fc.asyncProperty(fc.array(person, { minLength: 3, maxLength: 8 }), async (people) => {
				const { bytes, columns } = writeTable(people, dialect);
				expect(await read(bytes, columns)).toEqual(people.map(truth));
			}),
			{ numRuns },
		);
	});
});
