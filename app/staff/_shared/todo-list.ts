import type { Permission, Staff } from "@/lib/authority";
import { accessibleFormats } from "@/lib/contact";
import { waitingWork } from "@/lib/datasets";
import type { ChangeKind } from "@/lib/datasets/schema";
import { fakeAdmin } from "@/lib/fakes";
import { formatNumber } from "@/lib/format-number";
import { overdueTopics } from "@/lib/guidance";
import { team } from "@/lib/identity";
import { incidentAdmin, updateAdmin } from "@/lib/incidents";
import { missingWelsh } from "@/lib/incidents/schema";
import { messageAdmin } from "@/lib/messages";
import type { MessageState } from "@/lib/messages/schema";
import { reminderQueue } from "@/lib/reminders";
import { formatDate } from "@/lib/time";
import { groupsLabel } from "../messages/labels";

/**
 * One thing to do. `since` is when it came up, `due` when it has to be done. Without `href` this member of staff may not do it,
 * and `who` says who may.
 */
export type Todo = {
	title: string;
	detail?: string;
	since?: Date;
	due?: Date;
	action: string;
	href?: string;
	who?: string;
};

/** The hours in which the ICO has to be told after a breach of personal data is found (UK GDPR article 33). */
const reportWithin = 72 * 3_600_000;

/** Returns what staff have to do at `now`: first what waits for a second person, then what has a date, then the rest, oldest first. */
export async function todoList(staff: Staff, now: Date): Promise<Todo[]> {
	const [colleague, datasets, messages, incidents, updates, formats, reminders, fakes] = await Promise.all([
		teamTodos(staff),
		datasetTodos(staff),
		messageTodos(staff),
		incidentTodos(staff, now),
		updateTodos(staff),
		formatTodos(staff),
		reminderTodos(staff),
		fakeTodos(staff),
	]);
	const others = [...incidents, ...formats, ...reminders, ...fakes, ...updates, ...guidanceTodos(now)];
	const first = (date: Date | undefined) => date?.getTime() ?? Number.MAX_SAFE_INTEGER;
	others.sort((one, other) => first(one.due) - first(other.due) || first(one.since) - first(other.since));
	return [...colleague, ...datasets, ...messages, ...others];
}

/** Returns the link of a task if this member of staff may follow it, else who may. */
const forRole = (staff: Staff, permission: Permission, path: string): Pick<Todo, "href" | "who"> =>
	staff.permissions.includes(permission) ? { href: path } : { who: whoMay[permission] };

const whoMay: Partial<Record<Permission, string>> = {
	"updates:write": "A publisher does this",
	"incidents:write": "A publisher does this",
	"datasets:activate": "A data lead does this",
};

/** Returns "2 texts without Welsh", or undefined if there are none. */
const missingTexts = (count: number) =>
	count > 0 ? `${count} ${count === 1 ? "text" : "texts"} without Welsh` : undefined;

const changeTitles: Record<ChangeKind, (dataset: string, number: number | null) => string> = {
	complete: (dataset) => `Confirm that ${dataset} is complete`,
	reopen: (dataset) => `Confirm that parts of ${dataset} are still being recovered`,
	withdraw: (dataset, number) => `Confirm the withdrawal of ${dataset}, version ${number}`,
	remove: (dataset) => `Confirm the removal of ${dataset}`,
};

/** Returns versions and changes of datasets that wait for a second person, then this person's uploads whose columns they have not said yet. */
async function datasetTodos(staff: Staff): Promise<Todo[]> {
	const { approvals, uploads } = await waitingWork(staff);
	return [
		...approvals.map(({ dataset, versionId, number, change, by, at, own }) => ({
			title: change ? changeTitles[change](dataset, number) : `Approve ${dataset}, version ${number}`,
			detail: `${change ? "Asked for" : "Imported"} by ${own ? "you, so someone else has to decide" : by}`,
			since: at,
			action: own ? "See it" : "Check and decide",
			...forRole(staff, "datasets:activate", versionId ? `/staff/datasets/${versionId}` : "/staff/datasets"),
		})),
		...uploads.map(({ dataset, versionId, number, at }) => ({
			title: `Say what the columns are: ${dataset}, version ${number}`,
			detail: "Uploaded by you, so nobody else can go on with it",
			since: at,
			action: "Open",
			...forRole(staff, "datasets:import", `/staff/datasets/${versionId}`),
		})),
	];
}

/** What a message waits for, and the words of the link to it. */
const messageTasks: Partial<Record<MessageState, [title: string, action: string]>> = {
	paused: ["Carry on sending, or stop", "See why it paused"],
	prepared: ["Approve the message", "Read and decide"],
	approved: ["Send to colleagues first", "Open"],
	trying: ["Read in your email and send", "Open"],
	sending: ["Text messages are waiting", "See why"],
};

/** Returns messages that wait for a step of staff, paused ones first. Nothing for those who may not send messages. */
async function messageTodos(staff: Staff): Promise<Todo[]> {
	if (!staff.permissions.includes("messages:write")) return [];
	const waiting = await messageAdmin.waitingMessages(staff);
	const paused = waiting.filter(({ state }) => state === "paused");
	return [...paused, ...waiting.filter(({ state }) => state !== "paused")].map((message) => {
		const { id, state, subject, prepared, editedAt, own, linkedTo, audience } = message;
		// Its people are those of a file that nobody has uploaded yet.
		const waitsForFile = state === "prepared" && message.candidates === 0;
		const [title, action] = waitsForFile
			? ["Upload the file for the message", "Open"]
			: (messageTasks[state] ?? ["Finish the message", "Open"]);
		const group = linkedTo ? `: ${groupsLabel(audience.cohorts).toLowerCase()}` : "";
		const another = state === "prepared" && own && prepared > messageAdmin.secondPersonAbove;
		return {
			title: `${title}: ${subject}`,
			detail: `${waitsForFile ? "For nobody yet" : `For ${formatNumber(prepared)} ${prepared === 1 ? "person" : "people"}`}${group}${another ? ". You wrote some of it or finalised it, so someone else has to approve it" : ""}`,
			since: editedAt,
			action: another ? "See it" : action,
			href: `/staff/messages/${id}`,
		};
	});
}

/** Returns that a colleague is to be added, while there is none: with one person nothing can be approved. */
async function teamTodos(staff: Staff): Promise<Todo[]> {
	if (!staff.permissions.includes("team:manage") || (await team(staff)).length > 1) return [];
	return [
		{
			title: "Add a colleague",
			detail: `A second person has to approve each table, and each message to more than ${messageAdmin.secondPersonAbove} people. Someone you add now can do that from tomorrow`,
			action: "Open the team",
			href: "/staff/team",
		},
	];
}

/** Returns authorities to tell, updates that are due, incidents that are not published, and texts without Welsh. On a new site, the incident to enter. */
async function incidentTodos(staff: Staff, now: Date): Promise<Todo[]> {
	const incidents = await incidentAdmin.incidents(staff);
	if (incidents.length === 0)
		return [
			{
				title: "Enter the incident",
				detail: "Readers see nothing of it until you publish it",
				action: "Enter it",
				...forRole(staff, "incidents:write", "/staff/incidents/new"),
			},
		];
	return incidents.flatMap((incident): Todo[] => {
		const { id, title, publishedAt, nextUpdateDueAt: due, updatedAt, missingWelsh } = incident;
		const page = forRole(staff, "incidents:write", `/staff/incidents/${id}`);
		const todos: Todo[] = [];
		if (incident.reportToIco)
			todos.push({
				title: `Tell the ICO about ${title}`,
				detail: "Within 72 hours of finding out, unless people are unlikely to be at risk",
				since: incident.reportToIco,
				due: new Date(incident.reportToIco.getTime() + reportWithin),
				action: "Record that we told them",
				...forRole(staff, "incidents:write", `/staff/incidents/${id}/authorities/new`),
			});
		if (publishedAt && due && due < now)
			todos.push({
				title: `Publish the next update: ${title}`,
				detail: "We promised readers this date",
				due,
				action: "Write an update",
				...forRole(staff, "updates:write", "/staff/updates/new"),
			});
		if (!publishedAt)
			todos.push({
				title: `Publish the incident: ${title}`,
				detail: missingTexts(missingWelsh),
				since: updatedAt,
				action: "Open",
				...page,
			});
		else if (missingWelsh > 0)
			todos.push({
				title: `Add Welsh: ${title}`,
				detail: missingTexts(missingWelsh),
				since: updatedAt,
				action: "Open",
				...page,
			});
		return todos;
	});
}

/** Returns drafts, and published updates without all of their Welsh. */
async function updateTodos(staff: Staff): Promise<Todo[]> {
	const updates = await updateAdmin.unfinished(staff);
	return updates.map((update) => ({
		title: `${update.state === "draft" ? "Finish the draft" : "Add Welsh"}: ${update.titleEn}`,
		detail: missingTexts(missingWelsh(update).length),
		since: update.editedAt,
		action: "Open",
		...forRole(staff, "updates:write", `/staff/updates/${update.id}`),
	}));
}

/** Returns one entry for the whole queue, with the dates of its oldest request. */
async function formatTodos(staff: Staff): Promise<Todo[]> {
	const { requests, all } = await accessibleFormats.waitingRequests(staff, 1);
	return requests.slice(0, 1).map(({ askedAt, sendBy }) => ({
		title: all === 1 ? "Send a request for another format" : `Send ${all} requests for another format`,
		since: askedAt,
		due: sendBy,
		action: "Open the list",
		href: "/staff/formats",
	}));
}

/** Returns one entry for the whole queue, with the date of its oldest reminder. */
async function reminderTodos(staff: Staff): Promise<Todo[]> {
	const { reminders, all } = await reminderQueue.waitingReminders(staff, 1);
	return reminders.slice(0, 1).map(({ dueAt }) => ({
		title: all === 1 ? "Give a reminder by phone or post" : `Give ${all} reminders by phone or post`,
		due: dueAt,
		action: "Open the list",
		href: "/staff/reminders",
	}));
}

/** Returns one entry for all reports of fake messages, with the date of the oldest. */
async function fakeTodos(staff: Staff): Promise<Todo[]> {
	const { reports, all } = await fakeAdmin.waitingReports(staff, 1);
	return reports.slice(0, 1).map(({ reportedAt }) => ({
		title: all === 1 ? "Decide on a report of a fake message" : `Decide on ${all} reports of fake messages`,
		since: reportedAt,
		action: "Open the list",
		...forRole(staff, "updates:write", "/staff/fakes"),
	}));
}

function guidanceTodos(now: Date): Todo[] {
	return overdueTopics(now).map(({ id, reviewedOn, due }) => ({
		title: `Review the guidance: ${id.replaceAll("-", " ")}`,
		detail: `Last reviewed on ${formatDate(new Date(reviewedOn), "en")}. It changes with the next release of this site`,
		due: new Date(due),
		action: "",
		who: "Whoever maintains this site",
	}));
}
