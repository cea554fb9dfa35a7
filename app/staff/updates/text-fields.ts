import type { FormField } from "@/components/staff/field-form";
import type { UpdateText } from "@/lib/incidents/schema";

const empty: UpdateText = { titleEn: "", titleCy: "", summaryEn: "", summaryCy: "", bodyEn: "", bodyCy: "" };
const markdown =
	"Leave a blank line between paragraphs. Start a line with - for a list. **bold**, [words](https://…) for a link.";

/** Returns the fields of an update's text, each in English and then Welsh. */
export function textFields(text: UpdateText = empty): FormField[] {
	return [
		{ kind: "heading", name: "english", label: "English" },
		{
			kind: "line",
			name: "titleEn",
			label: "Title",
			value: text.titleEn,
			hint: "Give the news itself: “We are telling members today”.",
		},
		{
			kind: "text",
			rows: 2,
			name: "summaryEn",
			label: "Summary",
			value: text.summaryEn,
			hint: "One sentence for the lists.",
		},
		{ kind: "text", name: "bodyEn", label: "Text", value: text.bodyEn, rows: 12, hint: markdown },
		{
			kind: "heading",
			name: "welsh",
			label: "Welsh",
			hint: "You can add this later. Until then, Welsh readers see the English text, with a note to say so.",
		},
		{ kind: "line", name: "titleCy", label: "Title in Welsh", value: text.titleCy, lang: "cy", optional: true },
		{
			kind: "text",
			rows: 2,
			name: "summaryCy",
			label: "Summary in Welsh",
			value: text.summaryCy,
			lang: "cy",
			optional: true,
		},
		{ kind: "text", name: "bodyCy", label: "Text in Welsh", value: text.bodyCy, lang: "cy", rows: 12, optional: true },
	];
}

/** Returns the fields that tell readers what was wrong. */
export function noteFields(english: string): FormField[] {
	return [
		{
			kind: "text",
			name: "noteEn",
			label: english,
			value: "",
			rows: 3,
			hint: "Readers see this sentence with the date.",
		},
		{ kind: "text", name: "noteCy", label: "The same in Welsh", value: "", rows: 3, lang: "cy", optional: true },
	];
}
