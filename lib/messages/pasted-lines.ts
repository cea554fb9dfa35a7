/** The lines of a pasted text that count: not those that programs write over, under and beside a message. */
import { unreadableLink, withoutWraps } from "../wrapped-links";
import { maxPastedText } from "./schema";

/** What programs call the subject, the time and the people of a mail, in English, Welsh and the languages that readers here may have. */
const subjects = "subject|pwnc|betreff|objet|asunto|oggetto|onderwerp|temat|assunto";
const times = "date|sent|dyddiad|anfonwyd|datum|gesendet|envoyé|fecha|enviado|data|inviato|verzonden|wysłano";
const people = "from|to|cc|reply-to|oddi wrth|at|von|an|antwort an|de|à|para|da|a|van|aan|od|do";
const headerLine = new RegExp(
	String.raw`^(?:(${subjects})|(${times})|${people}|importance)\s*:\s*((?:(?:(?:re|fwd?|ymlaen|aw|wg|tr|rv|odp)\s*:|\[ext(?:ernal)?\])\s*)*)(.*)$`,
	"i",
);
/** Lines that programs put before a message that is forwarded. */
const beforeMessage =
	/^(?:-{2,} ?(?:original|forwarded|neges wreiddiol|neges wedi['’]i hanfon ymlaen|ursprüngliche|weitergeleitete|mensaje) ?(?:message|nachricht|original|reenviado)? ?-{2,}|-{2,} ?message (?:transféré|d['’]origine) ?-{2,}|begin forwarded message:)$/i;
/** The line before a message that is answered: when, and who wrote it. */
const answered =
	/^(.{6,200}?)(?: wrote| a écrit| escribió| ha scritto| escreveu| napisał\(a\)|, ysgrifennodd .{1,100}| ysgrifennodd .{1,100}| schrieb .{1,100}| schreef .{1,100}) ?:$/i;
const mailAddress = String.raw`[^\s<>@]{1,64}@[^\s<>@]{1,255}`;
/** A name with an address, an address, or a short name. */
const person = new RegExp(
	String.raw`^(?:(?:[^<>@]{0,60}|"${mailAddress}" ?)\(?[<[(](?:mailto:)?${mailAddress}[>\])]\)?|${mailAddress}|[^\d@:/]{1,40})$`,
);
const inAddress = new RegExp(String.raw`[<[(](?:mailto:)?[^\s<>]{1,320}[>\])]|${mailAddress}`, "g");
const dates = /\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b|[+-]\d{4}\b/g;
/** Figures that could be a telephone number, and what could be the address of a website. */
const telephone = /(?:\d[\s().-]{0,3}){7}/;
export const website = /[\p{L}\p{N}]\.\p{L}{2}|:\/\//u;
/** Whether a line of a header names a telephone number or a website, beside the addresses of mail in it. */
const leadsElsewhere = (line: string) =>
	telephone.test(line.replace(dates, "")) || website.test(line.replace(inAddress, ""));

let words: Set<string> | undefined;
/** The words of dates: months and days in some languages, and what stands between them. */
function dateWords(): Set<string> {
	if (words) return words;
	words = new Set("at am pm um uhr gmt utc bst cet le de a à las o el on ar sul llun of".split(" "));
	for (const locale of ["en", "cy", "de", "fr", "es", "it", "nl", "pt", "pl"])
		for (const form of ["long", "short"] as const) {
			const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: form, weekday: form, timeZone: "UTC" });
			for (let day = 0; day < 360; day += 1)
				for (const word of format
					.format(Date.UTC(2026, 0, 1 + day))
					.toLowerCase()
					.match(/\p{L}+/gu) ?? [])
					words.add(word);
		}
	return words;
}
/** Whether a text is a time and nothing else. */
function isDate(text: string): boolean {
	if (!/\d/.test(text) || text.length > 80 || leadsElsewhere(text)) return false;
	const known = dateWords();
	return (
		text
			.toLowerCase()
			.replace(/\(?\d+ (?:hours?|minutes?|days?) ago\)?/, "")
			.match(/\p{L}+/gu) ?? []
	).every((word) => known.has(word));
}
const isPerson = (text: string) => text === "" || (person.test(text) && !website.test(text.replace(inAddress, "")));

/** Whether what stands before "wrote" is a time and a person. */
function isTimeAndPerson(text: string): boolean {
	const known = dateWords();
	const tokens = text.split(/[\s,]+/);
	let end = 0;
	while (
		end < tokens.length &&
		(/^[\d.:/-]+$/.test(tokens[end] as string) || known.has((tokens[end] as string).toLowerCase().replace(/\.$/, "")))
	)
		end++;
	return end > 0 && isDate(tokens.slice(0, end).join(" ")) && isPerson(tokens.slice(end).join(" "));
}
function isAnswered(line: string): boolean {
	const found = answered.exec(line);
	if (!found) return false;
	const [, before = ""] = found;
	const behind = /(?:ysgrifennodd|schrieb|schreef) (.{1,100}?) ?:$/i.exec(line)?.[1] ?? "";
	return isTimeAndPerson(before) && isPerson(behind);
}

/** Lines that phones, programs and gateways add, which ask for nothing. */
const added = [
	/^(?:sent from|anfonwyd o|envoyé de|enviado desde|inviato da) (?:my|fy|mon|mi) (?:iphone|ipad|galaxy|pixel|phone|mobile|(?:samsung|android|huawei|blackberry)(?: galaxy)?(?: (?:smart)?phone| device| mobile)?)\.?$/i,
	/^(?:get outlook for (?:ios|android|mac)(?: ?<https:\/\/aka\.ms\/[a-z0-9]{1,12}>)?|sent from (?:outlook|mail|gmail|yahoo mail|proton mail)(?: mobile| for (?:ios|android|windows|iphone|mac))?)\.?$/i,
	/^(?:inbox|mewnflwch|reply|reply all|forward|ateb|ateb pawb|anfon ymlaen|to me|at fi|\d{1,3} messages?|\[?external(?: e-?mail| sender)?\]?:?)$/i,
	/^(?:caution|warning)[:!]? this e-?mail (?:originated|came|was sent) from outside (?:of )?(?:the|your|our) organi[sz]ation\. (?:do not|don['’]t) click (?:on )?(?:any )?links or open (?:any )?attachments unless you recogni[sz]e the sender and know (?:that )?the content is safe\.?$/i,
	/^you don['’]t often get e-?mail from [^\s<>@]{1,64}@[^\s<>@]{1,255}\. learn why this is important(?: (?:at )?<?https:\/\/aka\.ms\/LearnAboutSenderIdentification>?)?\.?$/i,
	/^[-_=*]{3,}$/,
];

/** How many lines of a message may stand over its header: its subject, as a page shows it. */
const overHeader = 1;

/**
 * Returns what counts of the lines of a pasted mail: not those that only say whose and when it was, because they are no part of what
 * we sent. A line that could ask for anything counts wherever it stands, so that nobody hides it among them.
 */
function withoutHeaders(lines: readonly string[]): string[] {
	let [seen, broken] = [0, -1];
	const titles = new Set<string>();
	return lines.flatMap((line, at) => {
		if (at === broken) return [];
		const bare = line.replace(/\*/g, "").trim();
		const both = `${bare} ${(lines[at + 1] ?? "").trim()}`;
		if (beforeMessage.test(bare) || isAnswered(bare)) {
			seen = 0;
			return [];
		}
		// The line before an answered message, which a program broke.
		if (bare && isAnswered(both)) {
			[seen, broken] = [0, at + 1];
			return [];
		}
		if (line === "" || line === "--" || added.some((known) => known.test(bare))) return line === "" ? [""] : [];
		const inHeader = seen <= overHeader;
		const [head = "", subject, time, , said = ""] = (inHeader && headerLine.exec(bare)) || [];
		// One that was forwarded twice has its subject twice.
		if (subject && titles.has(said)) return [];
		if (subject) {
			titles.add(said);
			return [said];
		}
		const harmless = head
			? time
				? isDate(said)
				: said.split(/[,;]/).every((each) => isPerson(each.trim()))
			: inHeader && (isDate(bare) || isSender(bare));
		if (harmless) return [];
		seen++;
		return [line];
	});
}
/** Whether a line is a name with an address, as a page shows the sender, with the time behind it. */
function isSender(line: string): boolean {
	const [, who = "", when = ""] = /^([^<>@]{0,60}<[^\s<>@]{1,64}@[^\s<>@]{1,255}>)\s*(.*)$/.exec(line) ?? [];
	return isPerson(who) && who !== "" && (when === "" || isDate(when));
}

const entities: Record<string, string> = {
	...{ quot: '"', apos: "'", "#39": "'", "#x27": "'", amp: "&", lt: "<", gt: ">", nbsp: " ", pound: "£", euro: "€" },
	...{ lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", ndash: "–", mdash: "—", hellip: "..." },
};
const entity = new RegExp(`&(${Object.keys(entities).join("|")});`, "g");

/** Leaves out what a program wrote behind a text to make a link of it, if it leads where the text says, or nobody can tell where. */
function withoutLinks(text: string): string {
	if (!/[<(](?:https?:|mailto:|tel:)/i.test(text)) return text;
	return text
		.replace(/\[([^[\]\s]{1,300})\]\(https?:\/\/([^\s()]{1,300}?)\/?\)/gi, (whole, shown: string, target: string) =>
			shown.toLowerCase() === target.toLowerCase() ? shown : whole,
		)
		.replace(
			/ ?<(https?:\/\/|mailto:|tel:)([^\s<>]{1,300}?)\/?>/gi,
			(whole, kind: string, target: string, at: number, all: string) => {
				const before = all.slice(Math.max(0, at - 310), at).toLowerCase();
				const digits = (some: string) => some.replace(/\D/g, "");
				const hidden = unreadableLink(kind + target);
				if (hidden)
					return /\S$/.test(before) &&
						[before, before.replace(/:\d+$/, "")].some((text) => text.endsWith(hidden.states))
						? ""
						: whole;
				const leads =
					kind.toLowerCase() === "tel:"
						? digits(target).length > 6 && digits(before).endsWith(digits(target))
						: before.endsWith(target.toLowerCase());
				return leads ? "" : whole;
			},
		);
}

/** The marks of lists at the beginning of a line. */
const listMark = /^(?:[-*•·▪◦‣–]\s+|o\s{2,}|\d{1,2}[.)]\s+)/;

/** Returns the lines of a pasted mail, without the marks of quoting and lists, its header and what programs add. */
export function pastedLines(pasted: string): string[] {
	const text = pasted
		.slice(0, maxPastedText)
		// To order the marks of one letter takes the square of their number.
		.replace(/(\p{M}{8})\p{M}+/gu, "$1")
		.normalize("NFKC")
		// One character may become eighteen.
		.slice(0, maxPastedText)
		.replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]/g, "")
		.replace(entity, (_, name: string) => entities[name] ?? "");
	const lines = withoutLinks(withoutWraps(text))
		.split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/)
		.map((line) => line.replace(/^(?:\s*[>|])+\s?/, "").trim());
	return joinLines(withoutHeaders(lines))
		.split("\n")
		.map((line) => line.replace(listMark, ""));
}

/** Joins lines that a mail program broke. A blank line, a list item and a short line end a paragraph. */
function joinLines(lines: readonly string[]): string {
	let text = "";
	for (const [at, line] of lines.entries()) {
		const before = lines[at - 1] ?? "";
		const continues = at > 0 && line !== "" && before.length > 55 && !listMark.test(line);
		text += at === 0 ? line : `${continues ? " " : "\n"}${line}`;
	}
	return text;
}
