import type { FormField } from "@/components/staff/form-fields";
import { type FakeChannel, fakeChannels } from "@/lib/fakes/schema";
import { channelLabels } from "./labels";

/** Returns the fields of a confirmed fake, filled with what was reported. Readers see nothing of them yet. */
export function fakeFields(report: { channel: FakeChannel; sender: string; text: string }): FormField[] {
	return [
		{
			kind: "list",
			name: "channel",
			label: "How it arrived",
			value: report.channel,
			options: fakeChannels.map((value) => ({ value, label: channelLabels[value] })),
		},
		{
			kind: "line",
			name: "sender",
			label: "Sender",
			value: report.sender,
			hint: "Readers see it as text, never as a link.",
			optional: true,
		},
		{
			kind: "text",
			name: "quote",
			label: "Message",
			value: report.text,
			rows: 10,
			hint: "Take out everything about the person who got it: names, addresses, numbers, links that end in a code.",
		},
		{
			kind: "text",
			name: "tellsEn",
			label: "What gives it away",
			value: "",
			rows: 4,
			hint: "One sign on each line.",
		},
		{
			kind: "text",
			name: "tellsCy",
			label: "What gives it away, in Welsh",
			value: "",
			rows: 4,
			lang: "cy",
			optional: true,
		},
	];
}

const unseen: Record<string, string> = { channel: "", sender: "", quote: "" };

/** Returns the same fields as readers see them now: empty, because nothing is published. */
export const unpublished = (fields: FormField[]): FormField[] =>
	fields.map((field) => (field.name in unseen && "value" in field ? { ...field, value: "" } : field));
