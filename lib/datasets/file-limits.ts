import { uploadFileBytes } from "../limits";

/** Limits of a file. An import that exceeds one is refused. */
export const limits = {
	fileBytes: uploadFileBytes,
	columns: 250,
	/** One row with all its fields. */
	rowBytes: 1024 ** 2,
	fieldCharacters: 32_768,
	rows: 100_000_000,
	/** Problems kept with row and column; all are counted. */
	problems: 10_000,
};
