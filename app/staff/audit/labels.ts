import type { AuditEvent } from "@/lib/audit";
import type { Actor } from "@/lib/authority";

/** "dataset-version.activated" → "Dataset version: activated". New actions of any subject read well without a list of them. */
export function actionLabel(action: string): string {
	const [subject = "", verb = ""] = action.split(".");
	const words = (text: string) => text.replaceAll("-", " ");
	return `${words(subject).replace(/^./, (first) => first.toUpperCase())}: ${words(verb)}`;
}

/** Staff by name, also those who have left; members as members, whoever they are; the system by its task. */
export function actorLabel(actor: Actor, names: ReadonlyMap<string, string>): string {
	if (actor.kind === "staff") return names.get(actor.id) ?? actor.id;
	return actor.kind === "member" ? "A member" : `The system (${actor.id})`;
}

/** What is known beside it, as "part: headline; count: 3". */
export function detailLabel(detail: AuditEvent["detail"]): string {
	return Object.entries(detail)
		.map(([name, value]) => `${name.replaceAll("-", " ")}: ${Array.isArray(value) ? value.join(", ") : value}`)
		.join("; ");
}
