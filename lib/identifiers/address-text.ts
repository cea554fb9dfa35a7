/** What keyboards, programs and lists make of an address before it is looked for in a text. */
import { decodeText, invisible } from "./text";

/** The characters used as apostrophes. A grave accent is one only between letters (`withoutEscapes`), because addresses may begin with it. */
const apostrophes = /[\u2018\u2019\u201b\u02bc\u02b9\u00b4\u2032\uff07]/g;
/** Matches control characters and signs that separate values, and those that are no part of a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs that old programs part fields with
const controlSeparator = /[\u001c-\u001f\u0085…¡¿•·]/g;
const control = /(?!\s)\p{Cc}/gu;
const controlInText = /[\p{L}\p{N}](?!\s)\p{Cc}+[\p{L}\p{N}]/u;

/** Matches signs that are nobody's name, as lists put them beside a value, with what follows them in emoji. */
const symbols = /[\d#*]\ufe0f?\u20e3|(?![¦№℠-™])[\p{So}\p{Sc}][\p{Sk}\p{M}]*/gu;
/** Matches figures and letters that NFKC makes plain, as in footnotes: "²", "①", "™". What they stood for is not known. */
const footnotes = /[\p{No}\p{Nl}ªº№℠-™]{1,3}(?=[\s,;)>]|$)/gu;
const unclear = /[\p{No}\p{Nl}ªº№℠-™]/gu;

/** Takes out signs that stand beside an address, and puts one that no address has for those within it. */
const withoutSigns = (text: string) => text.replace(symbols, " ").replace(footnotes, " ").replace(unclear, "¦");

/** Matches dashes that programs put for a hyphen, and full stops of other writing. */
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const fullStops = /[\u3002\uff61]/g;

/** Replaces the letters that a Turkish keyboard or program has for an i, in a text otherwise in ASCII. */
const withPlainI = (text: string) => (/^[\x20-\x7eİı]*$/.test(text) ? text.replace(/[İı]/g, "i") : text);

/** Matches an "@" that people write so that programs do not see it. */
const hiddenAt = /\s*[([{]\s*(?:at|a|@|ät)\s*[)\]}]\s*|\s*<\s*(?:at|@|ät)\s*>\s*|\s*[-_*]{1,3}at[-_*]{1,3}\s*/gi;

/** Matches what `withoutEscapes` changes to something that the text does not say in these letters: such a cell is named. */
const rewritten = /^\$[\da-z]|%(?!40)[2-6][\da-f]|#ext#@|[\da-z](?:''|`)[\da-z]/i;

/** Undoes what programs do to an address on its way into a table: percent signs, backslashes, doubled apostrophes, blanks. */
function withoutEscapes(text: string): string {
	return text
		.replace(/%0[9ad]|%20|=20/gi, " ")
		.replace(/%(2[1-f]|3[c-e]|40|5f|60)/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
		.replace(/=3d/gi, "=")
		.replace(/(@[a-z\d.-]+)(?:\\[rnt])+/gi, "$1\n")
		.replace(/\\(?=['@.])|\\{1,4}$/g, "")
		.replace(/(?<=[a-z\d])(?:''|`)(?=[a-z\d])/gi, "'")
		.replace(/\s{3,}/g, (gap) => (gap.includes("\n") ? "\n\n" : "  "));
}

/** Matches a directory's name for the guest "ada@example.org", which is no mailbox: "ada_example.org#EXT#@tenant.onmicrosoft.com". */
const guestName = /([^\s<>"',;:]+)_([a-z\d.-]+\.[a-z]{2,})#ext#@[a-z\d.-]+/gi;

/** Whether an address is read from a text that does not say it in these letters, or from two parts that a control character parted. */
export const isRewritten = (raw: string) =>
	rewritten.test(raw) || controlInText.test(raw.replace(controlSeparator, " "));

/** Removes what programs write around a value: ids and claims of a shared list, the property of a contact card, a link's protocol, RFC 5322's quotes. */
function withoutWrapping(text: string): string {
	const wrapped = /#ext#@/i.test(text) ? text.replace(guestName, "$1@$2") : text;
	return wrapped
		.replaceAll(";#", "\n")
		.replace(/(?<=\.[a-z]{2,10})mailto:/gi, "\n")
		.replace(/(?<![^\s])i:0[#e]\.[^|\s]*\|[^|\s]*\|/gi, "")
		.replace(/^(?:item\d+\.)?email(?:;[^:\r\n]*)?:/gim, "")
		.replace(/(?<![^\s<])https?:\/\/(?=[^\s/@:]+@[^\s/@]+\/?(?:\s|$))/gi, "")
		.replace(/(?<![^\s<,;])"([\w.+-]+)"@/g, "$1@");
}

/** Normalises a text and replaces " at " and "(dot)" by "@" and ".". */
export function decodedText(raw: string): string {
	const text = withoutWrapping(withoutEscapes(withPlainI(withoutSigns(decodeText(raw)))))
		.replace(apostrophes, "'")
		.replace(controlSeparator, " ")
		.replace(dashes, "-")
		.replace(fullStops, ".")
		.normalize("NFKC")
		.replace(invisible, "")
		.replace(control, "")
		.replace(/\s*[([{]\s*(?:at|@)\s*[)\]}]\s*/gi, "@")
		.replace(/\s*[([{]\s*dot\s*[)\]}]\s*/gi, ".")
		// A hyperlink of Access: "what it shows#mailto:ada@example.org#".
		.replace(/#(?:mailto:|https?:\/\/)([^#\s]*@[^#\s]*)#/gi, " <$1> ")
		.trim();
	if (text.includes("@")) return text;
	const hidden = text.replace(hiddenAt, "@");
	if (hidden.includes("@")) return hidden;
	const inWords = /^([^\s<>()[\]]+)\s+at\s+([^\s<>()[\]]+(?:\s+dot\s+[^\s<>()[\]]+)*)$/i.exec(text);
	return inWords ? `${inWords[1]}@${inWords[2]?.replace(/\s+dot\s+/gi, ".")}` : text;
}
