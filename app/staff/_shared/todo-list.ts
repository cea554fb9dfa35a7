import type { Permission, Staff } from "@/lib/authority";
import type { formatQueue } from "@/lib/contact";
import type { Overdue } from "@/lib/guidance";
import type { incidentAdmin, updateAdmin } from "@/lib/incidents";
import { missingWelsh } from "@/lib/incidents/schema";
import type { reminderQueue } from "@/lib/reminders";
import { formatDate, formatDateTime, formatDay } from "@/lib/time";

/** One thing that waits; the way to it stands only where this person may go there. */
type Task = { what: string; why: string; href?: string };

/** ", 2 texts without Welsh", or nothing. */
const without = (texts: number) => (texts > 0 ? `, ${texts} ${texts === 1 ? "text" : "texts"} without Welsh` : "");

/** What the desk lists: late promises first, then people who wait, drafts, incidents not public, missing Welsh, guidance to read again. */
export function waiting(input: {
	incidents: incidentAdmin.DeskIncidentSummary[];
	updates: updateAdmin.DeskUpdate[];
	overdue: Overdue[];
	formats: Awaited<ReturnType<typeof formatQueue.waitingRequests>>;
	reminders: Awaited<ReturnType<typeof reminderQueue.waitingReminders>>;
	now: Date;
	staff: Staff;
}): Task[] {
	const { incidents, updates, overdue, formats, reminders, now, staff } = input;
	const to = (permission: Permission, path: string) => (staff.permissions.includes(permission) ? path : undefined);
	const incidentHref = (id: string) => to("incidents:write", `/staff/incidents/${id}`);
	const updateHref = (id: string) => to("updates:write", `/staff/updates/${id}`);
	return [
		...incidents
			.filter((each) => each.publishedAt && each.nextUpdateDueAt && each.nextUpdateDueAt < now)
			.map((each) => ({
				what: each.title,
				why: `Next update was due by ${formatDateTime(each.nextUpdateDueAt as Date, "en")}`,
				href: to("updates:write", "/staff/updates/new"),
			})),
		...formats.requests.slice(0, 1).map((oldest) => ({
			what: formats.all === 1 ? "A request for another format" : `${formats.all} requests for another format`,
			why: `${oldest.sendBy < now ? "Should have been sent" : "To be sent"} by ${formatDate(oldest.sendBy, "en")}`,
			href: "/staff/formats",
		})),
		...reminders.reminders.slice(0, 1).map((oldest) => ({
			what:
				reminders.all === 1
					? "A call or letter to remind somebody"
					: `${reminders.all} calls or letters to remind people`,
			why: `Asked for on ${formatDate(oldest.dueAt, "en")}`,
			href: "/staff/reminders",
		})),
		...updates
			.filter((each) => each.state === "draft")
			.map((each) => ({
				what: each.titleEn,
				why: `Draft, edited ${formatDate(each.editedAt, "en")}${without(missingWelsh(each).length)}`,
				href: updateHref(each.id),
			})),
		...incidents
			.filter((each) => !each.publishedAt)
			.map((each) => ({
				what: each.title,
				why: `Incident that is not public yet${without(each.missingWelsh)}`,
				href: incidentHref(each.id),
			})),
		...incidents
			.filter((each) => each.publishedAt && each.missingWelsh > 0)
			.map((each) => ({ what: each.title, why: `Public${without(each.missingWelsh)}`, href: incidentHref(each.id) })),
		...updates
			.filter((each) => each.state === "published" && missingWelsh(each).length > 0)
			.map((each) => ({ what: each.titleEn, why: "Published in English only", href: updateHref(each.id) })),
		...overdue.map((each) => ({
			what: `Guidance: ${each.id.replaceAll("-", " ")}`,
			why: `Should have been read again by ${formatDay(each.due, "en")}`,
		})),
	];
}
