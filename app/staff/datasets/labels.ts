import type { VersionState } from "@/lib/datasets/schema";
import labels from "@/lib/i18n/en/labels";

/** The label of each state of a version, and its colour. */
export const stateLabels: Record<VersionState, { text: string; tone: "stop" | "clear" | "wait" | "plain" }> = {
	uploading: { text: "Uploading", tone: "wait" },
	staged: { text: "Needs its mapping", tone: "wait" },
	waiting: { text: "Waiting to be read", tone: "wait" },
	importing: { text: "Being read", tone: "wait" },
	failed: { text: "Failed", tone: "stop" },
	cancelled: { text: "Cancelled", tone: "plain" },
	ready: { text: "Ready for a second person", tone: "wait" },
	active: { text: "Answers people now", tone: "clear" },
	superseded: { text: "Answered people before", tone: "plain" },
	withdrawn: { text: "Withdrawn", tone: "plain" },
};

/** A sentence for each refusal, by the `problem` parameter of the address. */
export const refusalMessages: Record<string, string> = {
	"second-person":
		"You imported this version, so somebody else has to activate it: people are never answered from a table on the word of the one who imported it. Ask a colleague who may activate datasets. Withdrawing a version, and saying that a table is complete, take one person.",
	"not-ready": "This version is not in a state where that can be done. Somebody may have been quicker.",
	empty: "This version holds no records. Tick the box to activate it although nobody is found in it.",
	"no-earlier-version": "There is no earlier version to go back to.",
	"not-yours": "Only the person who uploaded this file can start its import.",
	"not-staged": "This file has been handed to the importer already.",
	"too-late": "It was too late to cancel this.",
	"another-file":
		"This is not the file that was imported: its SHA-256 is another one. Choose that very file, not one that was opened and saved again.",
	"too-large":
		"The rows to correct are larger than 64 MB together, which is too much for one answer. Correct them in your copy of the file, with this list beside it.",
	"nothing-to-correct": "There is nothing to correct in this file: its rows only repeat earlier ones.",
	absent: "That is not there any more.",
	upload: "Choose a CSV file and the dataset it belongs to.",
	origin: "The upload did not come from this page. Try again from here.",
};

/** A sentence for each completed action, by the `done` parameter of the address. */
export const doneMessages: Record<string, string> = {
	created: "The dataset was added. Upload its table next.",
	counted: "The answers were counted again.",
	activated: "This version answers people from now on.",
	"rolled-back": "People are answered from this version again.",
	withdrawn: "The version was withdrawn and its data is gone.",
	cancelled: "Cancelled. Nothing of the file is kept.",
	complete: "Saved.",
};

/** Formats a size in bytes: "4.2 MB". */
export function formatBytes(value: number): string {
	if (value < 1000) return `${value} bytes`;
	const units = ["kB", "MB", "GB"];
	let size = value / 1000;
	let unit = 0;
	while (size >= 1000 && unit < 2) {
		size /= 1000;
		unit++;
	}
	return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

export const categoryLabels: Record<string, string> = labels.category;
export const relationshipLabels: Record<string, string> = labels.relationship;
