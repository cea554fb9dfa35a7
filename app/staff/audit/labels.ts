import type { AuditEvent } from "@/lib/audit";
import type { Actor } from "@/lib/authority";
import words from "@/lib/i18n/en/labels";

/** What staff would not say of an action by its name in the code. */
const inWords: Record<string, string> = {
	"check.answered": "A member checked their records and got this answer",
	"confirmation.made": "A member made a confirmation of their answer",
	"confirmation.withdrawn": "A member cancelled their confirmation",
	"format-request.made": "A member asked for another format",
	"format-request.taken-back": "A member no longer wants the other format",
	"identifier.claimed": "A member gave one more detail to find their records",
	"identifier.tried": "A member used one of their five tries to find their records",
	"identifier.proven": "A member confirmed an email address",
	"identifier.removed": "A member removed an email address",
	"plan-nation.chosen": "A member chose where they live",
	"plan-reminder.set": "A member asked for a reminder",
	"plan-reminder.stopped": "A member stopped their reminder",
	"sign-in.vouched": "An address confirmed by single sign-on was checked and accepted",
	"plan-action.done": "A member marked a step of their plan as done",
	"plan-action.skipped": "A member skipped a step of their plan",
	"plan-action.reopened": "A member put a step of their plan back",
	"session.opened": "Signed in",
	"session.ended": "Signed out",
	"challenge.started": "A member asked for a code",
	"challenge.renewed": "A member asked for another code",
	"challenge.exhausted": "Too many wrong codes were entered",
	"person.merged": "A member confirmed an address with which they had signed in before",
	"proof.written": "The database recorded that an email address was confirmed",
	"dataset-mapping.keyed": "The values of a saved mapping were made unreadable",
	"dataset-version.mapped": "Dataset version: columns chosen",
	"dataset-version.moved": "The database recorded the state of a dataset version",
	"dataset-version.restarted": "Dataset version: import started again",
	"staff.vouched-for": "Staff: confirmed as a second person",
	"staff.account-refused": "Staff: sign-in refused, because the account is another colleague’s",
};

/** Returns the label of an action: "dataset-version.activated" is "Dataset version: activated". Needs no list of staff's actions. */
export function actionLabel(action: string): string {
	if (action.startsWith("contact.")) return "A member changed how we may contact them";
	const named = inWords[action];
	if (named) return named;
	const [subject = "", verb = ""] = action.split(".");
	const spaced = (text: string) => text.replaceAll("-", " ");
	return `${spaced(subject).replace(/^./, (first) => first.toUpperCase())}: ${spaced(verb)}`;
}

/** Returns the name of an actor. Names staff, including those who have left. Members stay anonymous. The system is named by its task. */
export function actorLabel(actor: Actor, names: ReadonlyMap<string, string>): string {
	if (actor.kind === "staff") return names.get(actor.id) ?? actor.id;
	return actor.kind === "member" ? "A member" : `The system (${actor.id})`;
}

/** The words for the values of details that are names in the code, by the detail's name. */
const valueLabels: Record<string, Record<string, string>> = {
	outcome: words.outcome,
	categories: words.category,
	nation: words.nation,
};

/** Returns the details of an entry: "part: headline; count: 3". `names` are those of incidents and of staff by their ids. */
export function detailLabel(detail: AuditEvent["detail"], names: ReadonlyMap<string, string>): string {
	return Object.entries(detail)
		.map(([name, value]) => {
			const labels = valueLabels[name] ?? {};
			const said = [value].flat().map((one) => names.get(String(one)) ?? labels[String(one)] ?? one);
			return `${name.replaceAll("-", " ")}: ${said.join(", ")}`;
		})
		.join("; ");
}
