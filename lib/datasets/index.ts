/**
 * Datasets and their versions. Imports a CSV file: maps its columns, reads it as a stream, stores fingerprints and sealed hints,
 * checks it, and freezes it as a version that a second person activates. Never writes plaintext of the file to disk or
 * database: an upload is stored sealed, and fingerprints cannot be reversed.
 */

export { recountAnswers } from "./checking/answer-count";
export { dryRun } from "./checking/dry-run";
export { correctionCsv, exportRowsToCorrect } from "./correction-export";
export { askForChange, cancelChange, confirmChange } from "./dataset-changes";
export { FileRefused } from "./file-errors";
export { importVersion } from "./importing/run-import";
export { readVersionRows } from "./importing/version-rows";
export { fillMappingForm, proposeMapping, readMappingForm } from "./mapping/mapping-form";
export { savedMapping, savedMappings, startImport } from "./mappings";
export { listDatasets, readProblems, readVersion } from "./queries";
export { safeCell } from "./reading/cell-values";
export { confirmedFormat, describeFormat } from "./reading/describe-format";
export { readPreview } from "./reading/preview";
export { receiveRecipients, recipientUploads } from "./recipient-upload";
export { tasks } from "./tasks";
export { cancelImport, previewUpload, receiveUpload } from "./uploads";
export {
	activateVersion,
	createDataset,
	rollBack,
	withdrawVersion,
} from "./versions";
export { waitingWork } from "./waiting-work";
