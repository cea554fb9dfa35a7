/** What people write on and beside an address: which one it is, that it no longer works, the marks of a list. */

/** What people note about an address that no longer works, or whose owner is gone. */
const statusWords =
	"bounced bounces bounce bouncing deceased died dead inactive invalid expired unsubscribed unsub optout opt-out donotemail do-not-email " +
	"undeliverable returned failed wrong lapsed left gone closed removed deleted disabled dormant duplicate old";
/** Words that say which address it is, also directly before it: "home:ada@example.org". */
const labels = (
	"home work office business personal private main primary secondary preferred alternative other new old current email e-mail mail " +
	"address e mailto malto smtp sip im xmpp acct internet href to from is or and und none n/a na nil null unknown tel phone mobile her his their partner wife husband gwaith cartref ebost e-bost"
).split(" ");
/** Words that people write next to an address and that are never part of one. */
export const labelWords = new Set(
	[
		...labels,
		"a/c and/or cc bcc c/o pa copy was now formerly previously verified unverified confirmed use used neu",
		statusWords,
	]
		.join(" ")
		.split(" "),
);
/** Signs that mark a line of a list, a footnote or a formula, and that no provider lets an address begin with. */
const marks = "*!?~^+.$%&/\\-";
/** Matches a word for somebody else, or for who is sent a copy, whose address stands behind it beside the one that is asked for. */
export const relative =
	/^(?:(?:partner|wife|husband|spouse|mum|mother|dad|father|son|daughter|carer|neighbour|friend|secretary|assistant|pa)(?:['’]?s)?(?:['’]s)?|b?cc|c\/o|copy(?: to)?):?$/i;
/** Matches what is written directly before an address: punctuation and labels ("mailto:", "email=", "='", "#" of a link). */
export const leading = new RegExp(
	`^(?:[='\`{|}#:${marks}]|(?:${labels.join("|")})[:=~^#*!]|(?:\\d{1,4}|[yn])[~^#*!]|[hwmp]:|www\\.|u003[ce])+`,
	"i",
);
export const leadingMark = new RegExp(`[${marks}]|www|u003|[\\da-z]#`, "i");
const stuckWords = statusWords.replace(" invalid", "").replaceAll(" ", "|");
/** Matches a note stuck to a whole address: "ada@example.orgBOUNCED". ".invalid" is none, but the end of a domain that nobody has. */
export const stuckToDomain = new RegExp(
	`(\\.(?:uk|com|org|net|ie|eu|info|wales|cymru|scot))\\.?(?:${stuckWords})$`,
	"i",
);
/** Matches a label behind a sign that no domain has: "ada@example.org~home", "ada@example.org^H". */
export const labelBehind = /(@(?:[a-z\d-]+\.)+[a-z]{2,})[~^!*][^@]+$/i;
/** Matches a note parted by a sign: "ada@example.org-bounced". */
export const stuckBySign = new RegExp(`[-_/|:=](?:${stuckWords})$`, "i");
/** Notes that no mailbox begins with, and those of which that is sure only with a sign behind them: "optouts@" may be a mailbox. */
const sureNotes = "bounced|deceased|unsubscribed|undeliverable";
const partedNotes = "do-?not-?(?:e?mail|use|contact|send)|opt-?out|opted-?out|(?:hard|soft)-?bounced?";
/** Matches a note stuck to the beginning. Where the address begins is a guess, so nobody is found by it. */
export const noteFirst = new RegExp(`^(?:(?:${sureNotes})[-_./|]*|(?:${partedNotes})[-_./|]+)[a-z\\d][^@]*@`, "i");
const eitherCase = (words: string) => words.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const inCapitals = (words: string, signs: string) => `(?:${words.toUpperCase()})[-_./|]${signs}(?=[a-z\\d][^A-Z@]*@)`;
/** Matches a note before an address where it is sure that it ends: in capitals before small letters, "BOUNCED-ada@…", or at a colon, "left:ada@…". */
export const noteBefore = new RegExp(
	`^(?:${inCapitals(`${sureNotes}|${partedNotes}`, "*")}|(?:${eitherCase(stuckWords)}|${eitherCase("invalid")}):(?=[^:@]+@))`,
);
/** Matches a word in capitals before small letters that may be a note or the mailbox: "OLD-ada@…". Nobody is found by it. */
export const noteInDoubt = new RegExp(`^${inCapitals(`${stuckWords}|invalid`, "+")}`);
/** Matches any of the two in an address that has capitals. */
export const noteInCapitals = new RegExp(`${noteBefore.source}|${noteInDoubt.source}`);
/** Matches an address that is set off by signs on both sides, as if it were bold: "*ada@example.org*". */
export const emphasised = /^([*_~]{1,3})([^*].*[^*_~])\1$/;

/** The first two letters of every note that the expressions above match, by their places in the alphabet. */
const noteStarts = new Uint8Array(26 * 26);
const place = (text: string, at: number) => (text.charCodeAt(at) | 0x20) - 0x61;
for (const word of `${statusWords} invalid ${sureNotes.replaceAll("|", " ")} do opt hard soft`.split(" "))
	noteStarts[26 * place(word, 0) + place(word, 1)] = 1;

/** Whether a text may begin with a note. Looks at two letters, which decides for nearly all addresses. */
export function mayBeNote(text: string): boolean {
	const [first, second] = [place(text, 0), place(text, 1)];
	return first >= 0 && first < 26 && second >= 0 && second < 26 && noteStarts[26 * first + second] === 1;
}
