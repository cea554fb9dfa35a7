import type { FormField } from "@/components/staff/form-fields";
import type { Staff } from "@/lib/authority";
import { formatNumber } from "@/lib/format-number";
import { messageAdmin } from "@/lib/messages";
import { type MessageState, otherNoticeKinds } from "@/lib/messages/schema";
import {
	approve,
	discard,
	handOver,
	letterReturned,
	noteInstead,
	prepare,
	reopen,
	repeat,
	start,
	steer,
	tryOut,
} from "./actions";
import { otherNoticeLabels } from "./labels";
import type { StepFacts, StepPage } from "./step-facts";

const peopleIn = (count: number) => `${formatNumber(count)} ${count === 1 ? "person" : "people"}`;

/** Returns the members of staff who can read a message first, with the one who asks ticked, and where its text message goes if it has one. */
async function readerFields(staff: Staff, { audience }: messageAdmin.StaffMessage): Promise<FormField[]> {
	const colleagues = await messageAdmin.possibleReaders(staff);
	return [
		{
			kind: "several",
			name: "readers[]",
			label: "Who should read it first?",
			values: [staff.staffId],
			options: colleagues.map(({ staffId, name }) => ({ value: staffId, label: name })),
		},
		...(audience.channels?.includes("text")
			? [
					{
						kind: "line" as const,
						name: "mobile",
						label: "Your mobile number, for the text message",
						hint: "Some people get this message as a text, so try that as well. We do not keep the number.",
						value: "",
					},
				]
			: []),
	];
}

/** Says how long so many people take at a rate. */
function durationOf(people: number, perMinute: number): string {
	const minutes = Math.max(1, Math.ceil(people / perMinute));
	if (minutes < 120) return `about ${formatNumber(minutes)} ${minutes === 1 ? "minute" : "minutes"}`;
	return `about ${formatNumber(Math.ceil(minutes / 60))} hours`;
}

const startFields = async (_: Staff, { prepared }: messageAdmin.StaffMessage): Promise<FormField[]> => [
	{
		kind: "line",
		name: "reference",
		label: "Reference at the end of the email we sent you",
		hint: "Such as MP-7Q4K-3D9T. It shows that the email arrives and that you have read it.",
		value: "",
	},
	{
		kind: "line",
		type: "datetime-local",
		name: "startsAt",
		label: "When should it start?",
		hint: "Leave blank for now. UK time. Messages other than notices are sent between 8am and 8pm.",
		value: "",
		optional: true,
	},
	{
		kind: "one",
		name: "perMinute",
		label: "How fast?",
		hint: "People who get it come to the site and the helpline. Mail providers may hold back a fast sender. Codes that people ask for always go first.",
		value: String(messageAdmin.sendingRates[0]),
		options: messageAdmin.sendingRates.map((rate) => ({
			value: String(rate),
			label: `${formatNumber(rate)} people a minute (${durationOf(prepared, rate)})`,
		})),
	},
];

const sent: readonly MessageState[] = ["sending", "paused", "stopped", "finished"];

/** Returns the steps of a message's letters: handed over to the printer, and returned by the post. */
function letterSteps(id: string, counts: StepFacts["letters"]): Record<string, StepPage> {
	const written = counts.reduce((sum, { locale, people, handedOver }) => sum + (locale ? people - handedOver : 0), 0);
	const onTheirWay = counts.reduce((sum, { handedOver, returned }) => sum + handedOver - returned, 0);
	return {
		"hand-over": {
			states: sent,
			empty: written === 0 && "no-letters",
			link: "The printer has the letters",
			title: `Does the printer have ${formatNumber(written)} ${written === 1 ? "letter" : "letters"}?`,
			lead: "We will leave them out of the next files for the printer.",
			submit: "The printer has them",
			action: handOver.bind(null, id),
		},
		returned: {
			states: sent,
			empty: onTheirWay === 0 && "none-out",
			link: "The post has returned letters",
			title: "Which letters has the post returned?",
			lead: "We count these people as not reached. Find another way to tell them.",
			submit: "Save",
			fields: async () => [
				{
					kind: "text",
					name: "letters",
					label: "Numbers on the envelopes",
					hint: "Such as 1204-37. One a line, or with spaces between them.",
					value: "",
					rows: 6,
				},
			],
			action: letterReturned.bind(null, id),
		},
	};
}

const otherNoticeFields = async (): Promise<FormField[]> => [
	{
		kind: "one",
		name: "kind",
		label: "How were they told?",
		value: "",
		options: otherNoticeKinds.map((kind) => ({ value: kind, label: otherNoticeLabels[kind] })),
	},
	{ kind: "line", type: "date", name: "doneOn", label: "When?", value: "" },
	{
		kind: "text",
		name: "note",
		label: "What was done?",
		hint: "Such as: a notice in two newspapers and on our home page. Name nobody: the regulator is given these words.",
		value: "",
		rows: 4,
	},
];

/** A message to nobody would be public all the same. */
const lacksReaders = ({ hasReaders }: StepFacts) => (hasReaders ? undefined : "nobody");

/** Returns the steps of a message by the name in their address. `whyNot` says which of them it can take. */
export function stepPages(
	message: messageAdmin.StaffMessage,
	{ unknown, letters, notReached, audience }: Pick<StepFacts, "unknown" | "letters" | "notReached" | "audience">,
): Record<string, StepPage> {
	const { id } = message;
	const previewed = audience.reduce((sum, { excludedFor, people }) => sum + (excludedFor ? 0 : people), 0);
	const people = peopleIn(message.prepared);
	return {
		prepare: {
			states: ["draft"],
			needs: (facts) => (facts.isWorded ? lacksReaders(facts) : "wording"),
			link: "Finalise text and recipients",
			title: "Finalise the text and the recipients?",
			lead: `Nothing is sent yet. A colleague approves it next. Until it goes out, you can make it a draft again.${message.linkedTo ? " Its linked drafts become final with it, so read them first." : ""}`,
			submit: "Finalise text and recipients",
			counted: true,
			preview: true,
			action: prepare.bind(null, id, String(previewed)),
		},
		discard: {
			states: ["draft"],
			link: "Discard",
			title: "Discard this draft?",
			lead: "This deletes the text for good. Only staff have seen it.",
			submit: "Discard the draft",
			loud: true,
			action: discard.bind(null, id),
		},
		approve: {
			states: ["prepared"],
			needs: (facts) =>
				facts.waitsForFiles
					? "file-missing"
					: (lacksReaders(facts) ?? (facts.needsAnother ? "someone-else-approves" : undefined)),
			link: "Approve",
			title: `Approve this message for ${people}?`,
			lead: `For more than ${messageAdmin.secondPersonAbove} people in a day, someone else has to approve it. They wrote none of it, did not finalise it and uploaded no file for it. Nothing is sent yet: you read it in your own email first.`,
			submit: `Approve for ${people}`,
			counted: true,
			preview: true,
			action: approve.bind(null, id, String(message.prepared)),
		},
		try: {
			states: ["approved", "trying"],
			link: "Send it to colleagues first",
			title: "Who reads it first?",
			lead: "They get it as everyone will. One of them types its reference from that email before it goes to anyone else.",
			submit: "Send it to them",
			fields: readerFields,
			action: tryOut.bind(null, id),
		},
		start: {
			states: ["trying"],
			needs: ({ hasRead }) => (hasRead ? undefined : "not-read"),
			link: `Send to ${people}`,
			title: `Send this message to ${people}?`,
			lead: "It goes out in batches. You can pause or stop it. People who already have it will keep it.",
			submit: `Send to ${people}`,
			fields: startFields,
			action: start.bind(null, id),
		},
		reopen: {
			states: ["prepared", "approved", "trying"],
			link: "Make it a draft again",
			title: "Make it a draft again?",
			lead: "This cancels the approval. We count the recipients again when you next finalise it.",
			submit: "Make it a draft again",
			action: reopen.bind(null, id),
		},
		pause: {
			states: ["sending"],
			link: "Pause",
			title: "Pause this message?",
			lead: "Nobody else gets it until someone carries on sending.",
			submit: "Pause",
			action: steer.bind(null, id, "pause"),
		},
		resume: {
			states: ["paused"],
			link: "Carry on sending",
			title: "Carry on sending?",
			lead: "It carries on where it paused. Nobody gets it twice.",
			submit: "Carry on sending",
			action: steer.bind(null, id, "resume"),
		},
		stop: {
			states: ["sending", "paused"],
			link: "Stop for good",
			title: "Stop this message for good?",
			lead: "People who already have it will keep it. Nobody else will get it, and you cannot start it again.",
			submit: "Stop for good",
			loud: true,
			action: steer.bind(null, id, "stop"),
		},
		repeat: {
			states: ["sending", "paused", "finished"],
			counted: true,
			empty: unknown === 0 && "none-unknown",
			link: `Send once more to ${peopleIn(unknown)}`,
			title: `Send it once more to ${peopleIn(unknown)}?`,
			lead: "The connection broke while we were sending these emails, so some may have arrived. Anyone who already has it will get it twice.",
			submit: `Send once more to ${peopleIn(unknown)}`,
			action: repeat.bind(null, id),
		},
		...letterSteps(id, letters),
		instead: {
			states: sent,
			counted: true,
			empty: notReached === 0 && "all-reached",
			link: "Note what was done instead",
			title: `What was done for the ${peopleIn(notReached)} not reached?`,
			lead: "A public notice counts where telling each person is not possible (UK GDPR, Article 34). The note cannot be changed later.",
			submit: "Save the note",
			fields: otherNoticeFields,
			action: noteInstead.bind(null, id),
		},
	};
}
