import type { Permission, Staff } from "@/lib/authority";
import { accessibleFormats } from "@/lib/contact";
import { waitingApprovals } from "@/lib/datasets";
import type { ChangeKind } from "@/lib/datasets/schema";
import { overdueTopics } from "@/lib/guidance";
import { incidentAdmin, updateAdmin } from "@/lib/incidents";
import { missingWelsh } from "@/lib/incidents/schema";
import { reminderQueue } from "@/lib/reminders";
import { formatDate, formatDateTime, formatDay } from "@/lib/time";

/** One thing to do. `href` is absent if this member of staff may not open that page. */
type Todo = { title: string; reason: string; href?: string };

/**
 * Returns what staff have to do at `now`: what waits for a second person, late updates, requests and reminders in queues, drafts, unpublished incidents,
 * missing Welsh, guidance to review.
 */
export async function todoList(staff: Staff, now: Date): Promise<Todo[]> {
	const [approvals, incidents, updates, formats, reminders] = await Promise.all([
		approvalTodos(staff),
		incidentTodos(staff, now),
		updateTodos(staff),
		formatTodos(staff, now),
		reminderTodos(staff),
	]);
	return [
		...approvals,
		...incidents.late,
		...formats,
		...reminders,
		...updates.drafts,
		...incidents.unpublished,
		...incidents.withoutWelsh,
		...updates.withoutWelsh,
		...guidanceTodos(now),
	];
}

const linkFor = (staff: Staff, permission: Permission, path: string) =>
	staff.permissions.includes(permission) ? path : undefined;

/** Returns ", 2 texts without Welsh", or an empty text if there are none. */
const missingTexts = (count: number) => (count > 0 ? `, ${count} ${count === 1 ? "text" : "texts"} without Welsh` : "");

const changeTitles: Record<ChangeKind, (dataset: string, number: number | null) => string> = {
	complete: (dataset) => `Confirm that ${dataset} is complete`,
	reopen: (dataset) => `Confirm that parts of ${dataset} are still being recovered`,
	withdraw: (dataset, number) => `Confirm the withdrawal of ${dataset}, version ${number}`,
	remove: (dataset) => `Confirm the removal of ${dataset}`,
};

/** Returns versions and changes of datasets that wait for a second person. */
async function approvalTodos(staff: Staff): Promise<Todo[]> {
	const approvals = await waitingApprovals(staff);
	return approvals.map(({ dataset, versionId, number, change, by, at, own }) => ({
		title: change ? changeTitles[change](dataset, number) : `Approve ${dataset}, version ${number}`,
		reason: `${change ? "Asked for" : "Imported"} by ${own ? "you: somebody else decides" : by}, ${formatDateTime(at, "en")}`,
		href: linkFor(staff, "datasets:activate", versionId ? `/staff/datasets/${versionId}` : "/staff/datasets"),
	}));
}

async function incidentTodos(staff: Staff, now: Date) {
	const incidents = await incidentAdmin.incidents(staff);
	const href = (id: string) => linkFor(staff, "incidents:write", `/staff/incidents/${id}`);
	const published = incidents.filter((incident) => incident.publishedAt);
	return {
		late: published.flatMap(({ title, nextUpdateDueAt }): Todo[] =>
			nextUpdateDueAt && nextUpdateDueAt < now
				? [
						{
							title,
							reason: `Next update was due by ${formatDateTime(nextUpdateDueAt, "en")}`,
							href: linkFor(staff, "updates:write", "/staff/updates/new"),
						},
					]
				: [],
		),
		unpublished: incidents
			.filter((incident) => !incident.publishedAt)
			.map(
				({ id, title, missingWelsh }): Todo => ({
					title,
					reason: `Incident not published yet${missingTexts(missingWelsh)}`,
					href: href(id),
				}),
			),
		withoutWelsh: published
			.filter((incident) => incident.missingWelsh > 0)
			.map(
				({ id, title, missingWelsh }): Todo => ({
					title,
					reason: `Public${missingTexts(missingWelsh)}`,
					href: href(id),
				}),
			),
	};
}

async function updateTodos(staff: Staff) {
	const updates = await updateAdmin.unfinished(staff);
	const href = (id: string) => linkFor(staff, "updates:write", `/staff/updates/${id}`);
	return {
		drafts: updates
			.filter((update) => update.state === "draft")
			.map(
				(update): Todo => ({
					title: update.titleEn,
					reason: `Draft, edited ${formatDate(update.editedAt, "en")}${missingTexts(missingWelsh(update).length)}`,
					href: href(update.id),
				}),
			),
		withoutWelsh: updates
			.filter((update) => update.state === "published" && missingWelsh(update).length > 0)
			.map(
				(update): Todo => ({
					title: update.titleEn,
					reason: "Published in English only",
					href: href(update.id),
				}),
			),
	};
}

/** Returns one entry for the whole queue, with the date of its oldest request. */
async function formatTodos(staff: Staff, now: Date): Promise<Todo[]> {
	const { requests, all } = await accessibleFormats.waitingRequests(staff, 1);
	return requests.slice(0, 1).map(({ sendBy }) => ({
		title: all === 1 ? "A request for another format" : `${all} requests for another format`,
		reason: `${sendBy < now ? "Was due" : "Send"} by ${formatDate(sendBy, "en")}`,
		href: "/staff/formats",
	}));
}

/** Returns one entry for the whole queue, with the date of its oldest reminder. */
async function reminderTodos(staff: Staff): Promise<Todo[]> {
	const { reminders, all } = await reminderQueue.waitingReminders(staff, 1);
	return reminders.slice(0, 1).map(({ dueAt }) => ({
		title: all === 1 ? "A reminder by phone or post" : `${all} reminders by phone or post`,
		reason: `Asked for on ${formatDate(dueAt, "en")}`,
		href: "/staff/reminders",
	}));
}

function guidanceTodos(now: Date): Todo[] {
	return overdueTopics(now).map(({ id, due }) => ({
		title: `Guidance: ${id.replaceAll("-", " ")}`,
		reason: `Review was due by ${formatDay(due, "en")}`,
	}));
}
