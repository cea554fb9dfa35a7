import type { ChangeKind, VersionState } from "@/lib/datasets/schema";
import { formatNumber } from "@/lib/format-number";
import labels from "@/lib/i18n/en/labels";

/** The label of each state of a version, and its colour. */
export const stateLabels: Record<VersionState, { text: string; tone: "stop" | "clear" | "wait" | "plain" }> = {
	uploading: { text: "Uploading", tone: "wait" },
	staged: { text: "Needs its columns confirmed", tone: "wait" },
	waiting: { text: "Waiting to be read", tone: "wait" },
	importing: { text: "Being read", tone: "wait" },
	failed: { text: "Failed", tone: "stop" },
	cancelled: { text: "Cancelled", tone: "plain" },
	ready: { text: "Ready for a second person", tone: "wait" },
	active: { text: "Live", tone: "clear" },
	superseded: { text: "Replaced", tone: "plain" },
	withdrawn: { text: "Withdrawn", tone: "plain" },
};

/** A sentence for each refusal, by the `problem` parameter of the address. */
export const refusalMessages: Record<string, string> = {
	"second-person":
		"You imported this version, so someone else has to activate it. Ask a colleague who can activate datasets.",
	"not-ready": "You cannot do that with this version now. Someone else may have changed it first.",
	empty: "This version has no records. Tick the box to activate it even though nobody will be found in it.",
	"not-two-people":
		"You do not count as two people. In the last 24 hours one of you made or changed the other's account, or someone made or changed both. Or both accounts are for one address. Someone else can do it. Or another administrator can say on the team page that they know the new person.",
	"cannot-change": "You cannot do that with this dataset now. Someone else may have changed it first.",
	"change-waits": "A change to this dataset is already waiting for a second person. Confirm it or cancel it first.",
	"asked-by-you": "You asked for this, so someone else has to confirm it.",
	"no-earlier-version": "There is no earlier version to go back to.",
	"not-yours": "Only the person who uploaded this file can start its import.",
	"not-staged": "This file is already being imported.",
	"too-late": "It was too late to cancel this.",
	"another-file":
		"This is not the file that was imported: its contents are different. Choose the original file, not one that was opened and saved again.",
	"too-large":
		"The rows to correct are larger than 64 MB together, which is too much for one download. Correct them in your copy of the file, using this list.",
	"nothing-to-correct": "There is nothing to correct in this file: its rows only repeat earlier ones.",
	absent: "That no longer exists.",
	upload: "Choose a CSV file to upload.",
	origin: "The upload did not come from this page. Try again from here.",
	"someone-else":
		"Someone else opened that page before you signed in on this browser. Nothing was saved. Try again from here.",
};

/** A sentence for each completed action, by the `done` parameter of the address. */
const doneMessages: Record<string, string> = {
	created: "The dataset was added. Upload its table next.",
	counted: "We have counted the answers again.",
	activated: "This version is now live. If anyone's answer has changed, a draft message to them is on the desk.",
	"rolled-back":
		"This version is live again, and people get answers from it. If anyone's answer has changed, a draft message to them is on the desk.",
	withdrawn: "We have withdrawn the version and deleted its data.",
	cancelled: "Cancelled. We have kept nothing from the file.",
	cancelling: "Cancelled.",
	asked: "We have recorded your request. Nothing changes until someone else has confirmed it.",
	"change-cancelled": "The request has been cancelled. Nothing changes.",
	"complete-at-once": "The table is marked as complete. Nobody has had an answer from it yet, so no answer changes.",
	"reopen-at-once":
		"The table is marked as still being recovered. Nobody has had an answer from it yet, so no answer changes.",
	"remove-at-once": "The dataset was removed. Nobody has had an answer from it, so no answer changes.",
};

/** Says whose answers a change of a dataset changes. */
export function changeEffect(change: ChangeKind, count: number, mood: "would" | "will"): string {
	const who = `${formatNumber(count)} ${count === 1 ? "person" : "people"} who ${count === 1 ? "has" : "have"} checked`;
	const verb = mood === "would" ? "would be" : count === 1 ? "is" : "are";
	const looking = "that we are still looking";
	const nothing = "that nothing was found";
	if (count === 0) return mood === "would" ? "No answer would change." : "No answer changes.";
	if (change === "withdraw")
		return `${who} ${mood === "would" ? "would get" : count === 1 ? "gets" : "get"} another answer: nobody gets an answer from this table any more.`;
	const [before, after] = change === "reopen" ? [nothing, looking] : [looking, nothing];
	return `${who} ${verb} told ${after}, and no longer ${before}.`;
}

const changed: Record<ChangeKind, string> = {
	complete: "The table is complete from now on.",
	reopen: "Parts of the table are being recovered again.",
	withdraw: "The version was withdrawn and its data is gone.",
	remove: "The dataset was removed.",
};

/** Returns the sentence for a completed action from the parameters `done` and `people`; undefined if there is none. */
export function doneMessage(query: Record<string, string | string[] | undefined>): string | undefined {
	const done = String(query.done);
	if (Object.hasOwn(doneMessages, done) && query.people === undefined) return doneMessages[done];
	if (!Object.hasOwn(changed, done) || !/^\d{1,9}$/.test(String(query.people))) return undefined;
	return `${changed[done as ChangeKind]} ${changeEffect(done as ChangeKind, Number(query.people), "will")}`;
}

export const categoryLabels: Record<string, string> = labels.category;
export const relationshipLabels: Record<string, string> = labels.relationship;
