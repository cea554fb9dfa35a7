/**
 * From the recovered table to a live answer: a CSV in somebody else's columns is mapped, read as a stream, turned into
 * fingerprints and sealed hints, checked, and frozen as a version that a second person activates. Plaintext of the file
 * is never written to disk or database: an upload waits sealed, and what is imported cannot be turned back.
 */

export { dryRun } from "./checking/dry-run";
export { correctionCsv, exportRowsToCorrect } from "./correction-export";
export { FileRefused } from "./file-errors";
export { importVersion } from "./importing/run-import";
export { fillMappingForm, readMappingForm } from "./mapping/mapping-form";
export { suggestMapping } from "./mapping/suggest-mapping";
export { savedMapping, savedMappings, startImport } from "./mappings";
export { listDatasets, readProblems, readVersion } from "./queries";
export { safeCell } from "./reading/cell-values";
export { describeFormat } from "./reading/describe-format";
export { readPreview } from "./reading/preview";
export { tasks } from "./tasks";
export { cancelImport, previewUpload, receiveUpload } from "./uploads";
export {
	activateVersion,
	createDataset,
	rollBack,
	setComplete,
	withdrawVersion,
} from "./versions";
