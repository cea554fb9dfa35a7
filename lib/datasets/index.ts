/**
 * From the recovered table to a live answer: a CSV in somebody else's columns is mapped, read as a stream, turned into
 * fingerprints and sealed hints, checked, and frozen as a version that a second person activates. Plaintext of the file
 * is never written to disk or database: an upload waits sealed, and what is imported cannot be turned back.
 */

export { safeCell } from "./cell";
export { dryRun } from "./dry-run";
export { importVersion } from "./import-version";
export { type FormColumn, formColumns, readMappingForm } from "./mapping-form";
export { savedMapping, savedMappings, startImport } from "./mappings";
export { type DatasetView, listDatasets, readProblems, readVersion, type VersionView } from "./read";
export { FileRefused } from "./refusal";
export { correctionTable, type RowsRefusal, rowsToCorrect } from "./rows-to-correct";
export { takeSample } from "./sample";
export { tasks } from "./tasks";
export { cancelImport, readSample, receiveUpload } from "./uploads";
export {
	activateVersion,
	createDataset,
	peopleWhoseAnswerChanges,
	rollBack,
	setComplete,
	withdrawVersion,
} from "./versions";
export { writtenAs } from "./written-as";
