import type { FormField, InputField } from "@/components/staff/form-fields";
import type { UpdateText } from "@/lib/incidents/schema";

const empty: UpdateText = { titleEn: "", titleCy: "", summaryEn: "", summaryCy: "", bodyEn: "", bodyCy: "" };
const markdown =
	"Leave a blank line between paragraphs. Start each line of a list with a hyphen (-). For bold, write **bold**. For a link, write [the words](https://www.example.org).";

/** Returns the fields of an update's text in both languages. */
export function textFields(text: UpdateText = empty): FormField[] {
	const welsh = { lang: "cy", optional: true } as const;
	return [
		{
			kind: "languages",
			name: "text",
			english: [
				{
					kind: "line",
					name: "titleEn",
					label: "Title",
					value: text.titleEn,
					hint: "Give the news itself: “We are telling members today”.",
				},
				{
					kind: "text",
					rows: 3,
					name: "summaryEn",
					label: "Summary",
					value: text.summaryEn,
					hint: "One sentence. Readers see it in the list of updates.",
				},
				{ kind: "text", markdown: true, name: "bodyEn", label: "Text", value: text.bodyEn, rows: 14, hint: markdown },
			],
			welsh: [
				{ kind: "line", name: "titleCy", label: "Title in Welsh", value: text.titleCy, ...welsh },
				{ kind: "text", rows: 3, name: "summaryCy", label: "Summary in Welsh", value: text.summaryCy, ...welsh },
				{
					kind: "text",
					markdown: true,
					name: "bodyCy",
					label: "Text in Welsh",
					value: text.bodyCy,
					rows: 14,
					...welsh,
				},
			],
		},
	];
}

/** Returns the fields of the note to readers about a correction or a withdrawal: a question to staff, and what it is to readers. */
function noteFields(question: string, shownAs: string): FormField {
	const note = { kind: "text", value: "", rows: 3 } as const satisfies Partial<InputField>;
	return {
		kind: "languages",
		name: "note",
		withoutHeadings: true,
		english: [{ ...note, name: "noteEn", label: question, shownAs, hint: "Readers see this, with the date." }],
		welsh: [
			{
				...note,
				name: "noteCy",
				label: "The same in Welsh",
				shownAs: `${shownAs}, in Welsh`,
				lang: "cy",
				optional: true,
			},
		],
	};
}

/** Returns the fields of a correction: the note, then the text. */
export const correctionFields = (text: UpdateText): FormField[] => [
	noteFields("What was wrong?", "What was wrong"),
	...textFields(text),
];

/** Returns the fields of a withdrawal. */
export const withdrawalFields = (): FormField[] => [noteFields("Why are you withdrawing it?", "Why we withdrew it")];
