import type { FoundEntry } from "@/components/staff/reference-form";
import type { ReferenceEntry } from "@/lib/audit";
import type { Staff } from "@/lib/authority";
import { formatDateTime } from "@/lib/time";
import { actionLabel } from "../audit/labels";

const labels: Record<string, string> = {
	"check.answered": "They checked their records and got this answer",
	"confirmation.made": "They made a confirmation of their answer",
	"confirmation.withdrawn": "They cancelled the confirmation",
	"format-request.made": "They asked for another format",
	"format-request.taken-back": "They no longer want the other format",
	"format-request.opened": "Staff opened the request",
	"format-request.sent": "Staff marked it as sent",
	"format-request.put-back": "Staff marked it as not sent",
};

/** Returns what may be shown of an entry: what happened, when, and for administrators a link to the audit log. */
export const foundEntry =
	(staff: Staff) =>
	({ subjectId, action, at }: ReferenceEntry): FoundEntry => ({
		key: `${subjectId} ${action} ${at.toISOString()}`,
		what: action.startsWith("contact.")
			? "They changed how we may contact them"
			: (labels[action] ?? actionLabel(action)),
		when: formatDateTime(at, "en"),
		href: staff.permissions.includes("audit:read") ? `/staff/audit?subject=${subjectId}` : undefined,
	});
