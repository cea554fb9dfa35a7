import { and, asc, gte, lte, or } from "drizzle-orm";
import { requirePermission, type Staff } from "../authority";
import { database, tables } from "../database";
import { readReference, referenceOf } from "../ids";
import { err, ok, type Result } from "../result";
import { record } from "./record-entry";

/** What members have references of: an answer, a change of their preferences, a confirmation, a request for another format. */
const prefixes = ["chk", "cns", "cfm", "fmt"];

/** One entry under a reference: what happened and when. It says nothing about the person. */
export type ReferenceEntry = { subjectId: string; action: string; at: Date };

/** Returns the entries under a reference, the oldest first, at most 50. Records that it was looked up. */
export async function lookUpReference(staff: Staff, typed: string): Promise<Result<ReferenceEntry[], "malformed">> {
	requirePermission(staff, "desk:read");
	const start = readReference(typed);
	if (start === undefined) return err("malformed");
	const { subjectId, action, at, id } = tables.auditEvent;
	return database().transaction(async (tx) => {
		const entries = await tx
			.select({ subjectId, action, at })
			.from(tables.auditEvent)
			.where(
				or(
					...prefixes.map((prefix) =>
						// The rest of an id is nine characters, of which "z" sorts last.
						and(gte(subjectId, `${prefix}_${start}`), lte(subjectId, `${prefix}_${start}zzzzzzzzz`)),
					),
				),
			)
			.orderBy(asc(id))
			.limit(50);
		await record(tx, staff.actor, "reference.looked-up", referenceOf(`_${start}`), { found: entries.length });
		return ok(entries);
	});
}
