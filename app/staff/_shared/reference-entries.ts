import type { FoundEntry } from "@/components/staff/reference-form";
import type { ReferenceEntry } from "@/lib/audit";
import type { Staff } from "@/lib/authority";
import { formatDateTime } from "@/lib/time";
import { actionLabel } from "../audit/labels";

/** Returns what may be shown of an entry: what happened, when, and for administrators a link to the audit log. */
export const foundEntry =
	(staff: Staff) =>
	({ subjectId, action, at }: ReferenceEntry): FoundEntry => ({
		key: `${subjectId} ${action} ${at.toISOString()}`,
		what: actionLabel(action),
		when: formatDateTime(at, "en"),
		href: staff.permissions.includes("audit:read") ? `/staff/audit?subject=${subjectId}` : undefined,
	});
