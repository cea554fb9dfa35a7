import { cohortLabels, kindLabels, otherNoticeLabels, resultLabels, textLabels } from "@/app/staff/messages/labels";
import { safeCell } from "@/lib/datasets";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { messageAdmin } from "@/lib/messages";

const head = [
	"Told",
	"Reference",
	"Kind",
	"What",
	"Channel",
	"Language",
	"Result",
	"Date",
	"People",
	"Checked since",
	"Note",
];
const channels = { ...otherNoticeLabels, email: "Email", text: "Text message", letter: "Letter" };
const languages = { en: "English", cy: "Welsh" };

/**
 * Returns who was told what about an incident as a CSV, for a regulator: the authorities (UK GDPR, Article 33), then the people in
 * numbers (Article 34). No address and no name of theirs is in it.
 */
export async function GET(
	_: Request,
	context: RouteContext<"/staff/incidents/[id]/notifications/download">,
): Promise<Response> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const incident = await incidentAdmin.incidentFor(staff, (await context.params).id);
	if (!incident) return new Response("Not found", { status: 404 });
	const told = await messageAdmin.incidentNotifications(staff, incident.id);
	const reports = incident.reports.toSorted((one, other) => one.reportedOn.localeCompare(other.reportedOn));
	const authorities = reports.map(({ authority, reportedOn, statusEn }) => [
		authority,
		"",
		"Report to an authority",
		incident.titleEn,
		"",
		"",
		statusEn,
		reportedOn,
		"",
		"",
		"",
	]);
	const people = told.map((line) => [
		line.cohort ? cohortLabels[line.cohort] : "People not reached by the message",
		line.reference,
		kindLabels[line.kind],
		line.subject,
		channels[line.channel],
		line.locale ? languages[line.locale] : "",
		line.channel === "text" && line.result in textLabels
			? textLabels[line.result as keyof typeof textLabels]
			: resultLabels[line.result],
		line.day ?? "",
		line.people,
		line.cohort ? line.checked : "",
		line.note,
	]);
	const lines = [head, ...authorities, ...people].map((cells) => cells.map(safeCell).join(","));
	return new Response(`\ufeff${lines.join("\r\n")}\r\n`, {
		headers: {
			"Content-Type": "text/csv; charset=utf-8",
			"Content-Disposition": `attachment; filename="who-was-told-${incident.slug}.csv"`,
			"Cache-Control": "private, no-store",
			"X-Content-Type-Options": "nosniff",
		},
	});
}
