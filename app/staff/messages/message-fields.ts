import type { FormField } from "@/components/staff/form-fields";
import { dataCategories } from "@/lib/data-categories";
import { env } from "@/lib/env";
import labels from "@/lib/i18n/en/labels";
import { relationships } from "@/lib/incidents/schema";
import { type Audience, cohorts, type MessageText, signedInCohorts } from "@/lib/messages/schema";
import { cohortLabels, placeholderList } from "./labels";

const empty: MessageText = { subjectEn: "", bodyEn: "", subjectCy: "", bodyCy: "" };
const everybody: Audience = { cohorts: [...signedInCohorts], languages: [], relationships: [], categories: [] };
const markdown = `Leave a blank line between paragraphs. Start a line with - for a list. You can use ${placeholderList}. No links: people type our address themselves.`;

/** Returns the fields of a message's text, in English and Welsh. */
const wordFields = (text: MessageText): FormField => ({
	kind: "languages",
	name: "words",
	english: [
		{
			kind: "line",
			name: "subjectEn",
			label: "Subject",
			value: text.subjectEn,
			hint: "Anyone may see this on a locked phone, so give nothing away.",
		},
		{ kind: "text", name: "bodyEn", label: "Text", value: text.bodyEn, rows: 14, hint: markdown, markdown: true },
	],
	welsh: [
		{
			kind: "line",
			name: "subjectCy",
			label: "Subject in Welsh",
			value: text.subjectCy,
			hint: "Without the Welsh, Welsh readers get the English text.",
			lang: "cy",
			optional: true,
		},
		{
			kind: "text",
			name: "bodyCy",
			label: "Text in Welsh",
			value: text.bodyCy,
			lang: "cy",
			rows: 14,
			optional: true,
			markdown: true,
		},
	],
});

/** Narrows the people of a message. Most messages are for all of the chosen groups. */
const narrowing = (audience: Audience): FormField => ({
	kind: "fold",
	name: "narrower",
	label: "Only some of these people (optional)",
	hint: "Leave all of this unticked for everyone.",
	fields: [
		{
			kind: "several",
			name: "languages[]",
			label: "Only people who read",
			values: audience.languages,
			options: [
				{ value: "en", label: "English" },
				{ value: "cy", label: "Welsh" },
			],
		},
		{
			kind: "several",
			name: "relationships[]",
			label: "Only people in our records as",
			hint: "If you tick anything here or below, people who are not in the data do not get it.",
			values: audience.relationships,
			options: relationships.map((value) => ({ value, label: labels.relationship[value] })),
		},
		{
			kind: "several",
			name: "categories[]",
			label: "Only people whose data included",
			hint: "People get it if their data had any of these.",
			values: audience.categories,
			options: dataCategories.map((value) => ({ value, label: labels.category[value] })),
		},
	],
});

/**
 * Returns the fields of a message: its text, then who gets it. `about` are a new message's questions before its groups of people, `others`
 * those after them.
 */
export function messageFields(
	text: MessageText = empty,
	audience: Audience = everybody,
	{ about = [], others = [] }: { about?: FormField[]; others?: FormField[] } = {},
): FormField[] {
	const offersTexts = env().NOTIFY_TEXT_TEMPLATE !== undefined || audience.channels?.includes("text");
	return [
		wordFields(text),
		{ kind: "heading", name: "people", label: "Who gets it" },
		...about,
		{
			kind: "several",
			name: "cohorts[]",
			label: "Who is it for?",
			hint: "We do not keep the addresses of people who have never signed in. Upload the original file again to add them.",
			values: audience.cohorts,
			options: cohorts.map((value) => ({ value, label: cohortLabels[value] })),
		},
		...others,
		narrowing(audience),
		{
			kind: "several",
			name: "channels[]",
			label: "If no email can reach someone",
			hint: `People who want texts or post first get that first. We use post last.${offersTexts ? " The text message gives the reference and the helpline, and no link. We send it between 8am and 8pm." : ""}`,
			values: audience.channels ?? [],
			options: [
				...(offersTexts
					? [
							{
								value: "text",
								label: "Send a text message, where they gave us a mobile number or their record has one",
							},
						]
					: []),
				{ value: "letter", label: "Write a letter, where they gave us a postal address" },
			],
			optional: true,
		},
	];
}
