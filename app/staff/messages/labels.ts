import { formatNumber } from "@/lib/format-number";
import type { messageAdmin } from "@/lib/messages";
import {
	type Cohort,
	type DeliveryState,
	type Exclusion,
	type LetterFormat,
	type MessageKind,
	type MessageState,
	type NotificationLine,
	type OtherNoticeKind,
	placeholders,
	type WordingProblem,
} from "@/lib/messages/schema";

/** The placeholders, as staff type them. */
export const placeholderList = placeholders.map((name) => `{${name}}`).join(", ");

/** The words that staff read for the values of messages. */
export const kindLabels: Record<MessageKind, string> = {
	"incident-notice": "Incident notice",
	update: "Update",
	"answer-changed": "Changed answer",
	correction: "Correction",
	campaigning: "Campaigning",
};

export const kindHints: Record<MessageKind, string> = {
	"incident-notice": "A legal duty. Goes to everyone you choose, whatever their preferences.",
	update: "Goes to people who agreed to messages about the incident.",
	"answer-changed": "Tells people that their answer has changed. Goes to everyone you choose.",
	correction: "Corrects an earlier message. Goes to everyone who was sent that one.",
	campaigning: "Goes only to people who agreed to campaigning. This site asks nobody to agree to it.",
};

export const stateLabels: Record<MessageState, string> = {
	draft: "Draft",
	prepared: "To be approved",
	approved: "Approved",
	trying: "With colleagues",
	sending: "Being sent",
	paused: "Paused",
	stopped: "Stopped",
	finished: "Sent",
};

export const cohortLabels: Record<Cohort, string> = {
	affected: "In the data",
	"unable-to-match": "Cannot be told apart from someone else",
	"under-review": "No final answer yet",
	"not-found": "Not found in the data",
	"not-checked": "Have not checked",
	"in-data": "In the data and have never signed in",
};

/** Names the groups of people that a message is for. Linked messages may have one subject. */
export const groupsLabel = (cohorts: Cohort[]) => cohorts.map((cohort) => cohortLabels[cohort]).join("; ");

export const deliveryLabels: Record<DeliveryState, string> = {
	excluded: "Not sent to",
	waiting: "Waiting",
	sending: "Being sent",
	accepted: "Accepted by the receiving server",
	unknown: "Not known: the connection broke",
	"no-such-address": "Address does not exist",
	"not-accepting": "Inbox not accepting mail",
	complaint: "Reported as unwanted",
	failed: "Failed",
	stopped: "Stopped",
};

/** The states of a text message. */
export const textLabels: Record<DeliveryState, string> = {
	...deliveryLabels,
	waiting: "Text message waiting",
	sending: "Text message being sent",
	accepted: "Text message delivered",
	unknown: "Text message: not known",
	"no-such-address": "Text message: number does not exist",
	"not-accepting": "Text message: phone not accepting it",
	failed: "Text message failed",
	stopped: "Text message stopped",
};

/** The states of a letter to a member. */
export const letterLabels: Record<DeliveryState, string> = {
	...deliveryLabels,
	waiting: "Letter to be printed",
	accepted: "Letter handed over to the printer",
	"not-accepting": "Letter returned by the post",
	stopped: "Letter stopped",
};

export const exclusionLabels: Record<Exclusion, string> = {
	"no-consent": "Have not agreed to messages of this kind",
	suppressed: "Address is on the do-not-send list",
	"held-back": "Held back for their safety",
	"no-address": "No email address",
	duplicate: "Another person here has the same address",
};

export const letterFormatLabels: Record<LetterFormat, string> = {
	standard: "standard print",
	"large-print": "large print",
	"easy-read": "easy read",
	braille: "braille",
	audio: "audio",
};

export const otherNoticeLabels: Record<OtherNoticeKind, string> = {
	"public-notice": "Public notice",
	telephone: "By telephone",
	"in-person": "In person",
	other: "Another way",
};

/** What became of one way of telling people, as a regulator reads it. */
export const resultLabels: Record<NotificationLine["result"], string> = {
	...deliveryLabels,
	...exclusionLabels,
	written: "Letter written",
	"handed-over": "Letter handed over to the printer",
	returned: "Letter returned by the post",
	done: "Done",
};

export const wordingLabels: Record<WordingProblem, string> = {
	link: "This is a link. Our messages have none, so people can tell them from scams. Take it out.",
	"unknown-placeholder": `There is no such placeholder. You can use ${placeholderList}.`,
	"missing-welsh": "Welsh readers get this in English, because the Welsh is not complete.",
	urgency: "This presses people to hurry, as scams do.",
	reward: "This promises something, as scams do.",
	threat: "This threatens people, as scams do.",
	"asks-for-details": "This asks people for details, as scams do.",
};

const pauseReasons: Record<string, string> = {
	staff: "A colleague paused it.",
	bounces:
		"It paused automatically: more than 2 in 100 addresses do not exist. The list of addresses may be out of date.",
	complaints: "It paused automatically: more than 1 in 1,000 people reported it as unwanted.",
	refusals:
		"It paused automatically: one mail provider gave the same refusal 20 times. Wait an hour before you carry on.",
};

/** Returns why a message is paused. */
export const pauseSentence = (reason: string | null) => pauseReasons[reason ?? ""] ?? "It is paused.";

/** Says that texts wait which no worker can send, and who mends that. */
export const heldTextsSentence = (texts: number) =>
	`${formatNumber(texts)} text ${texts === 1 ? "message is waiting" : "messages are waiting"}: this site cannot send texts at the moment. Ask whoever runs it to set NOTIFY_API_KEY and NOTIFY_TEXT_TEMPLATE for the worker. Nobody is left out: they go out after that.`;

/** What became of a trial's text message. */
export const trialTextLabels: Record<
	NonNullable<Awaited<ReturnType<typeof messageAdmin.trialReaders>>[number]["textState"]>,
	string
> = {
	sent: "with a text message",
	refused: "no text message can be sent to that number",
	"not-configured": "no text message: this site cannot send texts at the moment",
};

/** What a suppressed address is not sent, and why. */
export const suppressionScopes: Record<string, string> = {
	all: "All messages, except codes they ask for",
	campaigning: "Campaigning",
};
export const suppressionReasons: Record<string, string> = {
	asked: "The person asked us to stop",
	safety: "Held back for their safety",
	"no-such-address": "It does not exist (for a year)",
	complaint: "The person reported a message as unwanted",
};
