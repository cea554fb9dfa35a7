/** Types and schemas of datasets. Shared with the browser: no imports from the server. */
import type { IdentifierKind } from "../identifiers/schema";
import type { Report } from "./checking/import-report";

export * from "./checking/import-report";
export { limits } from "./file-limits";
export * from "./mapping/column-roles";
export * from "./reading/file-format";

export const versionStates = [
	"uploading",
	"staged",
	"waiting",
	"importing",
	"failed",
	"cancelled",
	"ready",
	"active",
	"superseded",
	"withdrawn",
] as const;
export type VersionState = (typeof versionStates)[number];

/** A version as staff pages show it. */
export type VersionView = {
	id: string;
	number: number;
	state: VersionState;
	fileName: string;
	fileBytes: number;
	/** SHA-256 in hexadecimal, once the file has been read. */
	fileHash: string | undefined;
	rowsRead: number;
	bytesRead: number;
	failure: string | undefined;
	importedBy: { id: string; name: string };
	importedAt: Date;
	startedAt: Date | undefined;
	finishedAt: Date | undefined;
	/** When the upload or import last made progress. */
	seenAt: Date;
	activatedBy: { id: string; name: string } | undefined;
	activatedAt: Date | undefined;
	withdrawnAt: Date | undefined;
	report: Report | undefined;
};

/** How many saved answers activating a version would change, counted at a moment. */
export type AnswerCount = {
	countedAt: Date;
	/** People with an answer about the incident. */
	checked: number;
	/** Of them, those who would get another answer. */
	changed: number;
	/** Of these, those who would be found and were not, and those who were found and would not be. */
	becoming: number;
	leaving: number;
};

/** The changes of a dataset that take two people once it has answered anybody. */
export const changeKinds = ["complete", "reopen", "withdraw", "remove"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A change of a dataset that waits for a second person. */
export type ChangeView = {
	id: string;
	change: ChangeKind;
	/** The number of the version to withdraw. */
	versionNumber: number | undefined;
	/** How many people who had checked get another answer, as counted when it was asked for. */
	people: number;
	askedBy: { id: string; name: string };
	askedAt: Date;
};

/** A dataset with its versions, the newest first. */
export type DatasetView = {
	id: string;
	name: string;
	complete: boolean;
	incident: { id: string; slug: string; title: string };
	activeNumber: number | undefined;
	/** Whether answers count it, because a version of it was active once. */
	counts: boolean;
	/** The change that waits for a second person. */
	waitingChange: ChangeView | undefined;
	versions: VersionView[];
};

/** A column of an imported file with its role in the mapping ("identifier:email", "ignore") and how many values it holds, if counted. */
export type AppliedColumn = { header: string; role: string; values: number | undefined };

/** A file that is uploaded for a message: it arrives, waits to be read, or could not be, with a sentence for staff. */
export type RecipientUpload = { versionId: string; state: "uploading" | "waiting" | "failed"; failure: string | null };

/** Why the rows to correct were not exported. */
export type CorrectionRefusal = "absent" | "another-file" | "too-large" | "nothing-to-correct";

/** Returns the column of exposure.record that holds the identifiers of a kind. */
export function identifierColumn(kind: IdentifierKind): string {
	return kind.replace("-", "_");
}
