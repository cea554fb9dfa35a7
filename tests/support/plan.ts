import type { Member } from "@/lib/authority";
import { database, namedQuery } from "@/lib/database";
import { type Plan, planFrom, progressOfPerson } from "@/lib/guidance";

/** Returns a member's plan for exposures, without a look-up. */
export async function planOf(member: Member, exposures: Parameters<typeof planFrom>[1]): Promise<Plan> {
	type Row = { progress: Parameters<typeof planFrom>[0] | null };
	const [row] = await namedQuery<Row>(database(), "plan", progressOfPerson(), [member.personId]);
	return planFrom(row?.progress ?? [], exposures);
}
