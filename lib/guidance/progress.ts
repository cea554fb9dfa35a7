import { and, eq, ne, sql } from "drizzle-orm";
import { record } from "../audit";
import type { Member } from "../authority";
import { database, namedQuery, type Transaction, tables } from "../database";
import { actionsFor, type PlannedAction } from "./actions";
import type { ActionId, ActionState, Exposure, Nation } from "./schema";

type PlanStep = PlannedAction & { state: ActionState };

/** A person's plan: its actions with their states. `nation` is the one the person chose, if any. */
export type Plan = { steps: PlanStep[]; done: number; skipped: number; nation: Nation | undefined };

type Progress = { action: string; state: ActionState; nation: null } | { action: null; state: null; nation: Nation };

/**
 * Returns a subquery: the states of a person's actions and the nation they chose, as JSON. A part of the look-up of an answer, which has
 * its plan without a further round trip (lib/exposure/lookup.ts).
 */
export const progressOfPerson = (person = "$1") => `
	select json_agg(progress) as progress from (
		select action, state, null as nation from action_progress where person_id = ${person}
		union all select null, null, nation from plan_choice where person_id = ${person}) progress`;

function stepsOf(progress: readonly Progress[], exposures: readonly Exposure[]): PlanStep[] {
	const states = new Map(progress.map(({ action, state }) => [action, state]));
	return actionsFor(exposures).map((action) => ({ ...action, state: states.get(action.id) ?? "todo" }));
}

/** Whether a person still has an action for these exposures that is neither done nor skipped. */
export async function hasOpenActions(
	tx: Transaction,
	personId: string,
	exposures: readonly Exposure[],
): Promise<boolean> {
	type Row = { progress: Progress[] | null };
	const [row] = await namedQuery<Row>(tx, "plan-progress", progressOfPerson(), [personId]);
	return stepsOf(row?.progress ?? [], exposures).some((step) => step.state === "todo");
}

/** Returns a person's plan for these exposures. Omits states of actions that no longer apply; they stay saved. */
export function planFrom(progress: readonly Progress[], exposures: readonly Exposure[]): Plan {
	const steps = stepsOf(progress, exposures);
	const nation = progress.find((row) => row.nation)?.nation ?? undefined;
	const count = (state: ActionState) => steps.filter((step) => step.state === state).length;
	return { steps, done: count("done"), skipped: count("skipped"), nation };
}

/** Sets the state of an action for a member. Setting the same state again changes nothing and is not audited. */
export async function markAction(member: Member, action: ActionId, state: ActionState): Promise<void> {
	const { actionProgress } = tables;
	const own = and(eq(actionProgress.personId, member.personId), eq(actionProgress.action, action));
	await database().transaction(async (tx) => {
		const changed =
			state === "todo"
				? await tx.delete(actionProgress).where(own).returning()
				: await tx
						.insert(actionProgress)
						.values({ personId: member.personId, action, state })
						.onConflictDoUpdate({
							target: [actionProgress.personId, actionProgress.action],
							set: { state, at: sql`now()` },
							setWhere: ne(actionProgress.state, state),
						})
						.returning();
		if (changed.length === 0) return;
		const verb = state === "todo" ? "reopened" : state;
		await record(tx, member.actor, `plan-action.${verb}`, member.personId, { action });
	});
}

/** Saves the nation whose numbers the member's plan shows. */
export async function chooseNation(member: Member, nation: Nation): Promise<void> {
	const { planChoice } = tables;
	await database().transaction(async (tx) => {
		const changed = await tx
			.insert(planChoice)
			.values({ personId: member.personId, nation })
			.onConflictDoUpdate({ target: planChoice.personId, set: { nation }, setWhere: ne(planChoice.nation, nation) })
			.returning();
		if (changed.length === 0) return;
		await record(tx, member.actor, "plan-nation.chosen", member.personId, { nation });
	});
}
