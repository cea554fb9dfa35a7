import { delimiterNames, encodingNames, type Format, rowSignNames } from "../schema";

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Detects how a text in UTF-8 quotes its fields and ends its rows. Used for display only: the parser accepts any of it. */
export function detectStyle(text: Buffer, format: Format): Pick<Format, "quoting" | "rowEnds"> {
	const delimiter = format.delimiter.charCodeAt(0);
	const fields = { quoted: 0, bare: 0 };
	const ends = { LF: 0, CRLF: 0, CR: 0 };
	let fieldStart = true;
	let quoted = false;
	let quoteClosed = false;
	for (let at = 0; at < text.length; at++) {
		const byte = text[at] as number;
		if (quoted) {
			// Of a doubled quote, the first closes the field and the second opens it again.
			quoteClosed = byte === quote;
			quoted = !quoteClosed;
			continue;
		}
		quoted = byte === quote && (fieldStart || quoteClosed);
		quoteClosed = false;
		if (quoted && fieldStart) fields.quoted++;
		const ended =
			byte === lineFeed || (byte === carriageReturn && (format.lineEnd === "\r" || text[at + 1] === lineFeed));
		if (byte === lineFeed) ends[text[at - 1] === carriageReturn ? "CRLF" : "LF"]++;
		else if (ended && format.lineEnd === "\r") ends.CR++;
		if (fieldStart && !ended && byte !== delimiter && byte !== quote) fields.bare++;
		fieldStart = ended || byte === delimiter;
	}
	const kinds = (Object.keys(ends) as (keyof typeof ends)[]).filter((kind) => ends[kind] > 0);
	return {
		quoting: fields.quoted === 0 ? "nowhere" : fields.bare === 0 ? "everywhere" : "in places",
		rowEnds: kinds.length > 1 ? "mixed" : (kinds[0] ?? "none"),
	};
}

const quotingNames = {
	nowhere: ", no quotes",
	everywhere: ", quotes around every value",
	"in places": ", quotes around some values",
};

const rowEndNames = {
	LF: ", Unix line endings (LF)",
	CRLF: ", Windows line endings (CRLF)",
	CR: ", old Mac line endings (CR)",
	mixed: ", mixed line endings",
	none: "",
};

/** Describes a detected format: "UTF-8, separated by commas, quotes around some values, Unix line endings (LF)". */
export function describeFormat(format: Format): string {
	const { encoding, marked, alike, delimiter, quoting, rowEnds, rowSign, headerRow } = format;
	const ends = rowSign ? `, lines that end with ${rowSignNames[rowSign]}` : rowEndNames[rowEnds ?? "none"];
	return `${encodingNames[encoding]}${marked ? " with a byte order mark" : ""}${alike ? ` (${encodingNames[alike]} fits as well: choose that if letters look wrong)` : ""}, separated by ${delimiterNames[delimiter]}${quoting ? quotingNames[quoting] : ""}${ends}${headerRow === null ? ", no column names" : (headerRow ?? 1) > 1 ? `, column names in row ${headerRow}` : ""}`;
}

/**
 * Returns the parts of a format that an import must keep to. UTF-8 is not one of them: a file that begins in ASCII may be in another
 * encoding further on, which the import detects.
 */
export function confirmedFormat({
	encoding,
	delimiter,
	lineEnd,
	escape: escaping,
	headerRow,
}: Format): Partial<Format> {
	return {
		...(encoding === "utf-8" ? {} : { encoding }),
		delimiter,
		lineEnd,
		...(escaping ? { escape: escaping } : {}),
		...(headerRow === undefined ? {} : { headerRow }),
	};
}
