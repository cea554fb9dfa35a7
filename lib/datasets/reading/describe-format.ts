import type { Format } from "../schema";

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** How a text in UTF-8 quotes its fields and ends its rows. Reading takes any of it; it is found out to be shown. */
export function detectStyle(text: Buffer, format: Format): Pick<Format, "quoting" | "rowEnds"> {
	const delimiter = format.delimiter.charCodeAt(0);
	const fields = { quoted: 0, bare: 0 };
	const ends = { LF: 0, CRLF: 0, CR: 0 };
	let fresh = true;
	let within = false;
	let closed = false;
	for (const [at, byte] of text.entries()) {
		if (within) {
			// A doubled quotation mark closes and opens again at once.
			closed = byte === quote;
			within = !closed;
			continue;
		}
		within = byte === quote && (fresh || closed);
		closed = false;
		if (within && fresh) fields.quoted++;
		const ended =
			byte === lineFeed || (byte === carriageReturn && (format.lineEnd === "\r" || text[at + 1] === lineFeed));
		if (byte === lineFeed) ends[text[at - 1] === carriageReturn ? "CRLF" : "LF"]++;
		else if (ended && format.lineEnd === "\r") ends.CR++;
		if (fresh && !ended && byte !== delimiter && byte !== quote) fields.bare++;
		fresh = ended || byte === delimiter;
	}
	const kinds = (Object.keys(ends) as (keyof typeof ends)[]).filter((kind) => ends[kind] > 0);
	return {
		quoting: fields.quoted === 0 ? "nowhere" : fields.bare === 0 ? "everywhere" : "in places",
		rowEnds: kinds.length > 1 ? "mixed" : (kinds[0] ?? "none"),
	};
}

const encodingWords = {
	"utf-8": "UTF-8",
	"utf-16le": "UTF-16 (little endian)",
	"utf-16be": "UTF-16 (big endian)",
	"windows-1252": "Windows-1252",
};
const delimiterWords = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };
const endWords = {
	LF: ", rows ended by line feeds",
	CRLF: ", rows ended by carriage return and line feed",
	CR: ", rows ended by carriage returns",
	mixed: ", rows ended now by a line feed, now by carriage return and line feed",
	none: "",
};

/** How a file was found to be written, in words: "UTF-8, columns parted by commas, quoted in places, rows ended by line feeds". */
export function describeFormat({ encoding, marked, delimiter, quoting, rowEnds }: Format): string {
	return `${encodingWords[encoding]}${marked ? " with a byte order mark" : ""}, columns parted by ${delimiterWords[delimiter]}${quoting ? `, quoted ${quoting}` : ""}${endWords[rowEnds ?? "none"]}`;
}
