import { z } from "zod";

/** Encodings of Latin letters that are in few tables of the United Kingdom. */
export const otherLatinPages = [
	"windows-1250",
	"iso-8859-2",
	"windows-1254",
	"windows-1257",
	"cp852",
	"maccenteuro",
	"macromania",
	"maccroatian",
	"macturkish",
] as const;
/** Encodings of names that are in few tables of the United Kingdom. Of those that read alike, the first is taken. */
export const otherCodePages = [
	...otherLatinPages,
	"windows-1251",
	"koi8-r",
	"iso-8859-5",
	"cp866",
	"windows-1253",
	"iso-8859-7",
	"windows-1255",
	"windows-1256",
	"gb18030",
	"big5",
	"euc-kr",
	"shift_jis",
	"euc-jp",
] as const;
const encodings = [
	"utf-8",
	"utf-16le",
	"utf-16be",
	"windows-1252",
	"iso-8859-14",
	"macintosh",
	"cp850",
	"cp437",
	...otherCodePages,
] as const;
export type Encoding = (typeof encodings)[number];
export const encodingNames: Record<Encoding, string> = {
	"utf-8": "UTF-8",
	"utf-16le": "UTF-16 (little endian)",
	"utf-16be": "UTF-16 (big endian)",
	"windows-1252": "Windows-1252",
	"iso-8859-14": "ISO 8859-14 (Welsh and other Celtic languages)",
	macintosh: "Mac OS Roman",
	cp850: "DOS, code page 850",
	cp437: "DOS, code page 437",
	"windows-1250": "Windows-1250 (Polish, Czech, Hungarian, Romanian and others)",
	"iso-8859-2": "ISO 8859-2 (Polish, Czech, Hungarian, Romanian and others)",
	"windows-1254": "Windows-1254 (Turkish)",
	"windows-1257": "Windows-1257 (Latvian, Lithuanian)",
	cp852: "DOS, code page 852 (Polish, Czech, Hungarian, Romanian and others)",
	maccenteuro: "Mac OS Central European (Polish, Czech, Hungarian and others)",
	macromania: "Mac OS Romanian",
	maccroatian: "Mac OS Croatian (Croatian, Slovene)",
	macturkish: "Mac OS Turkish",
	"windows-1251": "Windows-1251 (Cyrillic)",
	"koi8-r": "KOI8-R (Cyrillic)",
	"iso-8859-5": "ISO 8859-5 (Cyrillic)",
	cp866: "DOS, code page 866 (Cyrillic)",
	"windows-1253": "Windows-1253 (Greek)",
	"iso-8859-7": "ISO 8859-7 (Greek)",
	"windows-1255": "Windows-1255 (Hebrew)",
	"windows-1256": "Windows-1256 (Arabic)",
	gb18030: "GB 18030 or GBK (Chinese)",
	big5: "Big5 (Chinese)",
	"euc-kr": "EUC-KR (Korean)",
	shift_jis: "Shift JIS (Japanese)",
	"euc-jp": "EUC-JP (Japanese)",
};

export const delimiters = [",", ";", "\t", "|", "^", "~"] as const;
export type Delimiter = (typeof delimiters)[number];
export const delimiterNames: Record<Delimiter, string> = {
	",": "commas",
	";": "semicolons",
	"\t": "tabs",
	"|": "bars",
	"^": "carets",
	"~": "tildes",
};

/** Signs of Unicode that end rows in some programs, with their names. */
export const rowSigns = ["\u2028", "\u2029", "\u0085"] as const;
export const rowSignNames: Record<(typeof rowSigns)[number], string> = {
	"\u2028": "line separators (U+2028)",
	"\u2029": "paragraph separators (U+2029)",
	"\u0085": "next-line characters (U+0085)",
};

/** The format of a file, as detected or as staff corrected it. */
export const formatSchema = z.strictObject({
	encoding: z.enum(encodings),
	delimiter: z.enum(delimiters),
	lineEnd: z.enum(["\n", "\r"]),
	/** Present if rows end with this sign, which is read as a line feed. Always detected. */
	rowSign: z.enum(rowSigns).optional(),
	/** The row that holds the names of the columns, as the line on which it begins; null if there is none. Rows above it are skipped. */
	headerRow: z.int().min(1).max(10_000).nullable().optional(),
	/** Present if a backslash stands before quotation marks inside quoted cells. */
	escape: z.literal("\\").optional(),
	/** Present if a backslash stands before delimiters and line ends inside cells without quotation marks, as MySQL writes them. Always detected. */
	escapedEnds: z.literal(true).optional(),
	/** `marked` (byte order mark), `alike` (an encoding that reads the first bytes alike), `unclear` (encodings that read them as well, with other letters), `garbled` (many words are none of any language in the encoding), `quoting` and `rowEnds` are detected for display only. */
	marked: z.boolean().optional(),
	alike: z.enum(encodings).optional(),
	unclear: z.array(z.enum(encodings)).optional(),
	garbled: z.boolean().optional(),
	quoting: z.enum(["everywhere", "in places", "nowhere"]).optional(),
	rowEnds: z.enum(["LF", "CRLF", "CR", "mixed", "none"]).optional(),
});
export type Format = z.output<typeof formatSchema>;

/** Reads the parts of a format that staff corrected, which a form carries as JSON; undefined if they are none. */
export function parseCorrections(json: string): Partial<Format> | undefined {
	try {
		return formatSchema.partial().safeParse(JSON.parse(json)).data;
	} catch {
		return undefined;
	}
}

export const lineEndNames: Record<Format["lineEnd"], string> = {
	"\n": "Windows or Unix (CRLF or LF)",
	"\r": "old Mac (CR)",
};
