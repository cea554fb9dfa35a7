import type { AuditEvent } from "@/lib/audit";
import type { Actor } from "@/lib/authority";

/** Returns the label of an action: "dataset-version.activated" is "Dataset version: activated". Needs no list of actions. */
export function actionLabel(action: string): string {
	const [subject = "", verb = ""] = action.split(".");
	const spaced = (text: string) => text.replaceAll("-", " ");
	return `${spaced(subject).replace(/^./, (first) => first.toUpperCase())}: ${spaced(verb)}`;
}

/** Returns the name of an actor. Names staff, including those who have left. Members stay anonymous. The system is named by its task. */
export function actorLabel(actor: Actor, names: ReadonlyMap<string, string>): string {
	if (actor.kind === "staff") return names.get(actor.id) ?? actor.id;
	return actor.kind === "member" ? "A member" : `The system (${actor.id})`;
}

/** Returns the details of an entry: "part: headline; count: 3". */
export function detailLabel(detail: AuditEvent["detail"]): string {
	return Object.entries(detail)
		.map(([name, value]) => `${name.replaceAll("-", " ")}: ${Array.isArray(value) ? value.join(", ") : value}`)
		.join("; ");
}
