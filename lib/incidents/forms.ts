import { z } from "zod";
import { formatNumber } from "../format-number";
import { brokenLinks, completeLinks, markdownLength, tooDeep } from "../markdown";
import { dateExample, readDay } from "../time";
import { breachTypes, confidences, effects, incidentStatuses } from "./labels";

// The schemas of staff's forms. The functions of this subject take their output types.

/** A text of limited length. Browsers send the end of a line as CR LF, which is saved as LF. One that is far too long is only refused. */
const text = (what: string, most: number) =>
	z
		.string()
		.overwrite((typed) => (typed.length > 3 * most ? typed : typed.replaceAll("\r\n", "\n").trim()))
		.max(most, `${what[0]?.toUpperCase()}${what.slice(1)} must be ${formatNumber(most)} characters or fewer`);
const english = (what: string, most: number) => text(what, most).min(1, `Enter ${what}`);
const welsh = (what: string, most: number) => text(what, most).default("");
/** Adds to a schema for Markdown that links are completed and lead somewhere, and the limit on nesting. */
const markdown = (field: z.ZodString) =>
	field
		.overwrite(completeLinks)
		.refine((text) => !tooDeep(text), "Lists and quotes are nested more than 10 deep. Take some levels out")
		.superRefine((text, context) => {
			const [broken] = brokenLinks(text);
			if (broken === undefined) return;
			const message = `The link to “${broken}” does not lead to a page. Start its address with https://, or remove the link`;
			context.addIssue({ code: "custom", message });
		});
const englishMarkdown = (what: string) => markdown(english(what, markdownLength));
const welshMarkdown = (what: string) => markdown(text(what, markdownLength)).default("");

/** The text of an update. Welsh is optional; without it readers see that there is only English. */
export const updateText = z.object({
	titleEn: english("the title in English", 150),
	titleCy: welsh("the title in Welsh", 150),
	summaryEn: english("the summary in English", 300),
	summaryCy: welsh("the summary in Welsh", 300),
	bodyEn: englishMarkdown("the text in English"),
	bodyCy: welshMarkdown("the text in Welsh"),
});
export type UpdateText = z.output<typeof updateText>;

/** The note that readers see about a correction. */
export const correctionNote = z.object({
	noteEn: english("what was wrong, in English", 500),
	noteCy: welsh("what was wrong, in Welsh", 500),
});
/** The note that readers see about a withdrawal. */
export const withdrawalNote = z.object({
	noteEn: english("why you are withdrawing it, in English", 500),
	noteCy: welsh("why you are withdrawing it, in Welsh", 500),
});
export type CorrectionNote = z.output<typeof correctionNote>;

/** The title and the status of an incident. */
export const incidentHeadline = z.object({
	status: z.enum(incidentStatuses, "Choose a status"),
	titleEn: english("the title in English", 120),
	titleCy: welsh("the title in Welsh", 120),
	questionEn: english("the question in English", 150),
	questionCy: welsh("the question in Welsh", 150),
	summaryEn: english("the summary in English", 600),
	summaryCy: welsh("the summary in Welsh", 600),
});

const day = z.string().transform((typed, context) => {
	if (typed.trim() === "") return null;
	const read = readDay(typed);
	if (read) return read;
	context.addIssue({ code: "custom", message: `Enter a date, such as ${dateExample}` });
	return z.NEVER;
});

/** When and where an incident happened, and its kind. */
export const incidentCircumstances = z.object({
	occurredOn: day,
	discoveredOn: day,
	processorEn: welsh("the supplier in English", 200),
	processorCy: welsh("the supplier in Welsh", 200),
	breachTypes: z.array(z.enum(breachTypes), "Choose at least one kind").min(1, "Choose at least one kind"),
	dataInvolved: z.enum(["yes", "no"], "Say whether personal data was involved").transform((value) => value === "yes"),
});

/** The three lists of the home page, in Markdown. */
export const incidentKnowledge = z.object({
	knownEn: englishMarkdown("what we know, in English"),
	knownCy: welshMarkdown("what we know, in Welsh"),
	unknownEn: welshMarkdown("what we do not know yet, in English"),
	unknownCy: welshMarkdown("what we do not know yet, in Welsh"),
	doingEn: welshMarkdown("what we are doing, in English"),
	doingCy: welshMarkdown("what we are doing, in Welsh"),
});

/** The finding on one effect. Readers see only effects with a confidence. */
export const finding = z.object({
	effect: z.enum(effects),
	confidence: z.enum(confidences),
	noteEn: welsh("the note in English", 500),
	noteCy: welsh("the note in Welsh", 500),
});

/** The texts on the data of one relationship: its source, the lawful basis and the retention period. */
export const heldDataText = z.object({
	sourceEn: english("where the data came from, in English", 500),
	sourceCy: welsh("where the data came from, in Welsh", 500),
	lawfulBasisEn: english("the lawful basis in English", 500),
	lawfulBasisCy: welsh("the lawful basis in Welsh", 500),
	retentionEn: english("how long it is kept, in English", 500),
	retentionCy: welsh("how long it is kept, in Welsh", 500),
});

/** An authority that was told. */
export const authorityReportText = z.object({
	authority: english("the authority's name", 120),
	roleEn: english("its role, in English", 200),
	roleCy: welsh("its role, in Welsh", 200),
	reportedOn: day.refine((value) => value !== null, "Enter the date we told it").transform((value) => value as string),
	statusEn: english("its status, in English", 200),
	statusCy: welsh("its status, in Welsh", 200),
});

/** The columns of an incident that staff change, one group a form. */
export type IncidentChanges = Partial<
	z.output<typeof incidentHeadline> &
		z.output<typeof incidentCircumstances> &
		z.output<typeof incidentKnowledge> & { toldMembersAt: Date | null; nextUpdateDueAt: Date | null }
>;
