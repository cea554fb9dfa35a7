/**
 * From the recovered table to a live answer: a CSV in somebody else's columns is mapped, read as a stream, turned into
 * fingerprints and sealed hints, checked, and frozen as a version that a second person activates. Plaintext of the file
 * is never written to disk or database: an upload waits sealed, and what is imported cannot be turned back.
 */

export { dryRun } from "./checking/dry-run";
export { correctionTable, type RowsRefusal, rowsToCorrect } from "./correction-export";
export { FileRefused } from "./file-errors";
export { importVersion } from "./importing/run-import";
export { type FormColumn, formColumns, readMappingForm } from "./mapping/mapping-form";
export { savedMapping, savedMappings, startImport } from "./mappings";
export { type DatasetView, listDatasets, readProblems, readVersion, type VersionView } from "./queries";
export { safeCell } from "./reading/cell-values";
export { describeFormat } from "./reading/describe-format";
export { takeSample } from "./reading/preview";
export { tasks } from "./tasks";
export { cancelImport, readSample, receiveUpload } from "./uploads";
export {
	activateVersion,
	createDataset,
	rollBack,
	setComplete,
	withdrawVersion,
} from "./versions";
