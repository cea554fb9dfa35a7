import { errorCode } from "../log";

/** Thrown if a file cannot be imported. The message is a sentence for staff and holds no value of the file. */
export class FileRefused extends Error {
	override name = "FileRefused";
}

/** Whether the database's disk is full (PostgreSQL's disk_full). Such an import is not retried: it would fill the disk again. */
export function isDiskFull(error: unknown): boolean {
	return errorCode(error) === "53100";
}

/** The sentence for staff if the disk is full. */
export const diskFull =
	"The database's disk is full. Nothing of this file was kept, and people still get answers from the version before. Ask whoever runs the database to make room, then upload or import the file again.";

const archives: [prefix: string, name: string][] = [
	["504b0304", "a ZIP archive or a spreadsheet (xlsx, ods)"],
	["504b0506", "an empty ZIP archive"],
	["d0cf11e0", "an old Office file (xls)"],
	["1f8b", "a gzip archive"],
	["25504446", "a PDF"],
	["377abcaf", "a 7-Zip archive"],
	["52617221", "a RAR archive"],
	["425a68", "a bzip2 archive"],
	["fd377a58", "an xz archive"],
	["28b52ffd", "a zstd archive"],
	["50415231", "a Parquet file"],
	["53514c69746520", "an SQLite database"],
];

/** How pictures begin; one in a container (WebP, HEIC) or a video has its name after the length. */
const pictures = /^(?:89504e47|ffd8ff|47494638|49492a00|4d4d002a|52494646.{8}57454250|.{8}66747970)/;

/** How files begin that are text and no table. */
const otherTexts: [start: RegExp, name: string][] = [
	[
		/^<(?:!doctype|!--|!\[cdata|html|\?xml|table|meta|head|body|style|workbook|div|tr|t[dh]|thead|tbody|[uod]l|li|p|span)\b/i,
		"a web page or XML",
	],
	[/^<[a-z][\w:-]*(?: [^>\n]*)?>\s*</i, "a web page or XML"],
	[/^mime-version:/i, "a web page or message in one file (mht, eml)"],
	[/^(?:received|return-path|delivered-to|message-id): .*\n(?:[\w-]+: |[ \t])/i, "an email message"],
	[/^from \S+@\S+ +\w{3} \w{3} /i, "a mailbox (mbox)"],
	[
		/^(?:\[\s*(?:\[\s*["\d]|[{"])|\{\s*["}]|\{\s*'?\w+'?\s*:|"\{(?:\\"|"")|(?:var|let|const|export|window\.)[^\n=]*=\s*[[{])/,
		"JSON",
	],
	[/^\{\\rtf/, "a Word document (rtf)"],
	[/^\\(?:begin|documentclass|usepackage|hline|toprule)\b|^[^\n]* & [^\n]*\\\\(?:\s*\\\w+)*\s*\n/, "a LaTeX file"],
	[/^(?:\{\||\|\|[^|\n]+\|\|)/, "markup of a wiki"],
	[/^[┌╔╒╓]/, "a drawing of a table with lines"],
	[/^(?:\$\w+ ?=|array ?\(|structure\(|data\.frame\(|list\(|new \w+\(|\[\s*\()/, "part of a program"],
	[/^(?:-\[ RECORD \d+ \]|\*{8,} 1\. row \*)/, "a list with a line for each value"],
	[/^begin:v(?:card|calendar)/i, "a file of contact cards (vcf)"],
	[/^(?:version: 1\s+)?dn:/i, "an export of a directory (ldif)"],
	[/^0 HEAD\b/, "a family tree (GEDCOM)"],
	[/^(?:ID;P|TABLE\s+0,1\s)/, "an old spreadsheet in text (SYLK, DIF)"],
	[/^%!PS/, "a file for printers (PostScript)"],
	[/^(?:diff --git|--- \S+\n\+\+\+ |index: \S+\n=+)/i, "a comparison of two files (diff)"],
	[/^(?:UN[AB]|NAD)\+|^ISA\*/, "a message between businesses (EDI)"],
	[/^\w+=[^&\n,;\t]*&\w+=/, "a list of what a web form sent"],
	// Of web servers, their faults, what a system and its mail programs note, and what a program of one's own does.
	[
		/^\S+(?: \S+){2,3} \[\d\d\/[a-z]{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "|^\[[a-z]{3} [a-z]{3} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4}\] \[|^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[\w+\] \d+#|^#(?:software|fields|log-type): |^#(?:version|date): [^\n]*\n#(?:software|fields|version|date|log-type): /i,
		"a log of a server",
	],
	[
		/^<\d{1,3}>\d \S+ \S+ \S+ \S+ \S+ |^(?:<\d{1,3}>)?(?:[a-z]{3} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)) \S+ [\w./-]+(?:\[\d+\]:? |: )/i,
		"a log of a server",
	],
	[
		/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:[+-]\d{4} )?(?:\[\d+\] )?(?:\w{6}-\w{6,11}-\w{2,4} |(?:start|end) queue run|no host name|H=)/i,
		"a log of a mail server",
	],
	[
		/^\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]? (?:\[?[\w.-]{1,60}\]? )?\[?(?:[\w-]{1,60}\.)?(?:trace|debug|info|notice|warn(?:ing)?|error|fatal|critical)\b|^[adefiw], \[\d{4}-\d\d-\d\dT/i,
		"a log of a program",
	],
	[/^-----BEGIN (?:PGP|CERTIFICATE|ENCRYPTED)/, "an encrypted file"],
	[
		/^(?:\s|--[^\n]*\n|\/\*[^\n]*\n)*(?:(?:insert|replace)(?: \w+)? (?:into|\[)|create (?:table|database)|drop table|lock tables|truncate |delete from |merge into |begin(?: transaction)?;\s*\n|start transaction|pragma |use \[?\w+\]?;?\s+(?:go\s|insert|create|set)|copy \S+ ?\(?[^\n]* from stdin|set \w+ ?=|set identity_insert|(?:values\s*)?\((?:N?'|\d+,|null,)[^\n]*\)[,;]?\s*(?:\n|$))/i,
		"a dump of a database (sql)",
	],
];

/** Throws FileRefused if the first bytes are those of an archive, a spreadsheet, a web page or another file that is no text table. */
export function refuseOtherFiles(head: Buffer): void {
	const hex = head.subarray(0, 8).toString("hex");
	const found = archives.find(([prefix]) => hex.startsWith(prefix));
	if (found) {
		throw new FileRefused(
			`This is ${found[1]}. It can hold hidden sheets and files, so we only take plain CSV files. Open it and check what is in it. Then save the one table as CSV and choose that file.`,
		);
	}
	if (pictures.test(head.subarray(0, 12).toString("hex")))
		throw new FileRefused(
			"This is a picture or a film, not a table. If it shows a table, ask for the table itself. Save it as CSV and choose that file.",
		);
	// Zeros are left out, so that UTF-16 is known as well.
	const start = head
		.subarray(0, 2048)
		.toString("utf8")
		.replaceAll("\0", "")
		.replace(/^(?:[\ufeff\ufffd]|\s)+/, "");
	const withoutComments = start.replace(/^(?:#[^\n]*\n|\s)+/, "");
	const text = otherTexts.find(([pattern]) => pattern.test(start) || pattern.test(withoutComments));
	if (text) throw new FileRefused(`This is ${text[1]}, not a table. Save the table as CSV and choose that file.`);
}
