import type { Role } from "@/lib/authority";

/** The name of each role and a sentence on what it allows. */
export const roleLabels: Record<Role, { label: string; hint: string }> = {
	publisher: { label: "Publisher", hint: "Writes updates, messages to many people, and the facts of incidents." },
	"data-lead": { label: "Data lead", hint: "Imports datasets, and activates what someone else imported." },
	admin: { label: "Administrator", hint: "All of this, the team and the audit log." },
};
