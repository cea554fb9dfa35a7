import { writeMessage } from "@/lib/messages/message-text";
import type { PublicMessage } from "@/lib/messages/schema";
import { textMessage } from "@/lib/messages/text-message";

const body = {
	en: `Dear member,

We are writing because your data was in this incident: {incident}.

## What happened

On 3 October 2021 somebody copied records from a company that works for us. Your name, your address and your date of birth were in them.

## What to do first

1. Look at your answer. Type {site} yourself and sign in.
2. Watch your bank statements for payments of £50 or more.

- We never ask for a password.
- Do not reply to this message.

If you would like help, call {helpline}, {helpline-hours}.`,
	cy: `Annwyl aelod,

Rydym yn ysgrifennu atoch oherwydd bod eich data yn y digwyddiad hwn: {incident}.

## Beth ddigwyddodd

Ar 3 Hydref 2021 copïodd rhywun gofnodion o gwmni sy’n gweithio i ni. Roedd eich enw a’ch cyfeiriad ynddynt.

Teipiwch {site} eich hun a mewngofnodwch. Peidiwch ag ateb y neges hon.`,
};
const written = (reference: string, incident: string, subject: string): PublicMessage => {
	const text = (locale: "en" | "cy", title: string) => ({
		...writeMessage({ locale, subject: title, body: body[locale], incident }, reference),
		sms: textMessage(locale, reference),
	});
	return {
		...{ reference, kind: "incident-notice", sent: { en: text("en", subject), cy: text("cy", `Cy: ${subject}`) } },
		...{
			cohorts: ["affected"],
			sentAt: new Date("2026-11-29T10:15:22Z"),
			incident: null,
			corrects: null,
			correctedBy: [],
		},
	};
};
/** Two messages that we sent; what is pasted is mostly the first. */
export const ours = written("MP-7Q4K-3D9G", "the supplier attack", "About your records");
const other = {
	...written("MP-AAAA-AAAF", "the lost laptop", "A laptop with records"),
	sent: {
		en: writeMessage(
			{
				...{ locale: "en", subject: "A laptop with records", incident: "" },
				body: "We lost a laptop on 5 May 2025. Nobody has opened it since, as far as we can see.",
			},
			"MP-AAAA-AAAF",
		),
	},
} satisfies PublicMessage;
export const sentMessages: PublicMessage[] = [other, ours];

/** "more": all of ours and, above or below it, text that asks for nothing. "hidden": all of ours, with a link of which nobody can see where it leads. */
type Truth = "same" | "part" | "more" | "hidden" | "altered" | "several" | "not-ours";
const { subject = "", text = "", html = "", sms = "" } = ours.sent.en ?? {};
const welsh = ours.sent.cy?.text ?? "";
const quoted = (mark: string, all = text) =>
	all
		.split("\n")
		.map((line) => mark + line)
		.join("\n");
/** Breaks lines as a program does that shows so many characters in one. */
const wrapped = (width: number, all = text) =>
	all
		.split("\n")
		.map((line) => line.replace(new RegExp(`(.{1,${width}})(?: |$)`, "g"), "$1\n").trimEnd())
		.join("\n");
const below = (head: string) => `${head}\n\n${text}`;
const changed = (from: string, to: string) => {
	if (!text.includes(from)) throw new Error(`the message has no “${from}”`);
	return text.replaceAll(from, to);
};
/** What a browser copies of the HTML part: no marks of lists, no line of the signature. */
const shown = html
	.replace(/<title>.*?<\/title>/, "")
	.replace(/<\/(?:p|li|h2|ul|ol)>/g, "\n")
	.replace(/<[^>]*>/g, "")
	.replace(/&amp;/g, "&");
const site = "localhost:3000";
const address = (url: string) => changed(site, url);
const safe = (url: string) =>
	`https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05%7C02%7Cann%7C08dc&sdata=x%3D&reserved=0`;
const sentence = "Watch your bank statements for payments of £50 or more.";

const encoded = encodeURIComponent;
/** Links of programs that protect mail, as each writes where they lead. */
const protectedBy: [program: string, link: (url: string) => string][] = [
	["Barracuda", (url) => `https://linkprotect.cudasvc.com/url?a=${encoded(url)}&c=E,1,AbC-1,x&typo=1`],
	["Cisco", (url) => `https://secure-web.cisco.com/1AbCdEf-x_y/${encoded(url)}`],
	[
		"Trend Micro",
		(url) => `https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url=${encoded(url)}&umid=A1-B2&auth=c3`,
	],
	[
		"Sophos",
		(url) =>
			`https://eu-west-1.protection.sophos.com?d=x.test&u=${Buffer.from(url).toString("base64")}&p=m&i=a1&t=b2&h=c3`,
	],
	["Symantec", (url) => `https://clicktime.symantec.com/15AbC?h=d4e5=&u=${encoded(url)}`],
	["FireEye", (url) => `https://protect2.fireeye.com/v1/url?k=a1-b2&q=1&e=c3-d4&u=${encoded(url)}`],
	["Check Point", (url) => `https://avanan.url-protection.com/v1/url?o=${encoded(url)}&g=a1&h=b2&p=c3`],
];
const hiddenBy: [program: string, link: string][] = [
	["Mimecast", "https://protect-eu.mimecast.com/s/AbC1dEfGhI?domain=localhost"],
	["Mimecast without a host", "https://protect-us.mimecast.com/s/AbC1dEfGhI"],
	["Mimecast's newer kind", "https://url.uk.m.mimecastprotect.com/s/AbC1dEfGhI?domain=localhost:3000"],
	["MailAnyone", "https://url12.mailanyone.net/scanner?m=1AbC-0001&d=4%7Cmail%2F90&s=x1"],
	["Symantec's newer kind", "https://clicktime.symantec.com/15AbCdEfGh"],
];

/** What people paste, each with what it is. */
export const pastedVariants: readonly (readonly [title: string, truth: Truth, pasted: string])[] = [
	// Whole, as programs quote, wrap and copy it.
	["as it was sent", "same", text],
	["with its subject", "same", `${subject}\n\n${text}`],
	["as a browser shows it", "same", shown],
	["on one line", "same", text.replace(/\s+/g, " ")],
	["without blank lines", "same", text.replace(/\n+/g, "\n")],
	["with two blank lines", "same", text.replace(/\n\n/g, "\n\n\n")],
	["quoted with >", "same", quoted("> ")],
	["quoted with > and no blank", "same", quoted(">")],
	["quoted twice", "same", quoted(">> ")],
	["quoted three times", "same", quoted("> > > ")],
	["quoted with |", "same", quoted("| ")],
	["wrapped at 72", "same", wrapped(72)],
	["wrapped at 60", "same", wrapped(60)],
	["wrapped at 40, as on a phone", "same", wrapped(40)],
	["wrapped at 25", "same", wrapped(25)],
	["wrapped at 66 and quoted", "same", quoted("> ", wrapped(66))],
	["wrapped at 30 and quoted", "same", quoted("> ", wrapped(30))],
	["indented", "same", quoted("    ")],
	["with tabs", "same", quoted("\t")],
	["with Windows line ends", "same", text.replace(/\n/g, "\r\n")],
	["with old Mac line ends", "same", text.replace(/\n/g, "\r")],
	["with line separators", "same", text.replace(/\n/g, "\u2028")],
	["with no-break spaces", "same", text.replace(/ /g, "\u00a0")],
	["with soft hyphens", "same", text.replace(/data/g, "da\u00adta")],
	["with zero-width spaces", "same", text.replace(/ /g, " \u200b")],
	["with a mark of byte order", "same", `\ufeff${text}`],
	["with object marks", "same", `\ufffc${text}\ufffc`],
	["with bullets in place of dashes", "same", text.replace(/^- /gm, "• ")],
	["with bullets and tabs", "same", text.replace(/^- /gm, "\t•\t").replace(/^(\d)\. /gm, "\t$1.\t")],
	["with hollow bullets", "same", text.replace(/^- /gm, "o   ")],
	["with middle dots", "same", text.replace(/^- /gm, "· ")],
	["with stars", "same", text.replace(/^- /gm, "* ")],
	["with brackets after numbers", "same", text.replace(/^(\d)\. /gm, "$1) ")],
	["with straight quotation marks", "same", text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'")],
	["with guillemets", "same", text.replace(/“/g, "« ").replace(/”/g, " »")],
	["with low quotation marks", "same", text.replace(/“/g, "„").replace(/”/g, "“")],
	["with backticks", "same", text.replace(/[‘’]/g, "`")],
	["with HTML's signs", "same", text.replace(/“|”/g, "&quot;").replace(/£/g, "&pound;").replace(/’/g, "&#39;")],
	["in capitals", "same", text.toUpperCase()],
	["bold, as a text", "same", changed("What happened", "*What happened*")],
	["bold, as Markdown", "same", changed("What happened", "**What happened**").replace("Dear", "_Dear_")],
	["headings as Markdown", "same", changed("What happened", "## What happened")],
	["with decomposed letters", "same", text.normalize("NFD")],
	["in full width figures", "same", changed("£50", "£５０")],
	["with a hyphen that does not break", "same", text.replace(/MP-7Q4K-3D9G/, "MP‑7Q4K‑3D9G")],
	["with a line of the signature missing", "same", text.replace("-- \n", "")],
	["with a ruler", "same", text.replace("-- \n", "________________________________\n")],
	["the Welsh text", "same", welsh],
	["the Welsh text, quoted and wrapped", "same", quoted("> ", wrapped(40, welsh))],
	["the text message", "same", sms],
	["the text message, wrapped", "same", wrapped(30, sms)],
	["the text message with its sender's name", "same", `The Meridian Party\n${sms}`],
	// Below what programs write over a message.
	[
		"forwarded by Gmail",
		"same",
		below(
			`---------- Forwarded message ---------\nFrom: The Meridian Party <incident@meridian.example>\nDate: Sun, 29 Nov 2026 at 10:15\nSubject: ${subject}\nTo: <ann@readers.example>\n\n`,
		),
	],
	[
		"forwarded by Apple Mail",
		"same",
		below(
			`Begin forwarded message:\n\nFrom: The Meridian Party <incident@meridian.example>\nSubject: ${subject}\nDate: 29 November 2026 at 10:15:22 GMT\nTo: ann@readers.example\nReply-To: incident@meridian.example\n`,
		),
	],
	[
		"forwarded by Outlook",
		"same",
		below(
			`________________________________\nFrom: The Meridian Party <incident@meridian.example>\nSent: Sunday, November 29, 2026 10:15:22 AM\nTo: Ann Invented <ann@readers.example>\nSubject: ${subject}`,
		),
	],
	[
		"forwarded by Outlook, in bold",
		"same",
		below(
			`*From:* The Meridian Party <incident@meridian.example>\n*Sent:* 29 November 2026 10:15\n*To:* Ann Invented <ann@readers.example>\n*Subject:* ${subject}`,
		),
	],
	[
		"forwarded by Thunderbird",
		"same",
		below(
			`-------- Forwarded Message --------\nSubject: \t${subject}\nDate: \tSun, 29 Nov 2026 10:15:22 +0000\nFrom: \tThe Meridian Party <incident@meridian.example>\nTo: \tann@readers.example`,
		),
	],
	[
		"forwarded by Yahoo",
		"same",
		below(
			`----- Forwarded message -----\nFrom: The Meridian Party <incident@meridian.example>\nTo: "ann@readers.example" <ann@readers.example>\nSent: Sunday, 29 November 2026 at 10:15:22 GMT\nSubject: ${subject}`,
		),
	],
	[
		"an original message of Outlook",
		"same",
		below(
			`-----Original Message-----\nFrom: The Meridian Party [mailto:incident@meridian.example]\nSent: 29 November 2026 10:15\nTo: Ann Invented\nSubject: FW: ${subject}\nImportance: High`,
		),
	],
	[
		"forwarded twice",
		"same",
		below(
			`---------- Forwarded message ---------\nFrom: Ann <ann@readers.example>\nDate: Mon, 30 Nov 2026 at 08:00\nSubject: Fwd: ${subject}\nTo: Ben <ben@readers.example>\n\n---------- Forwarded message ---------\nFrom: The Meridian Party <incident@meridian.example>\nDate: Sun, 29 Nov 2026 at 10:15\nSubject: ${subject}\nTo: <ann@readers.example>\n`,
		),
	],
	[
		"answered by Gmail",
		"same",
		`On Sun, 29 Nov 2026 at 10:15, The Meridian Party <incident@meridian.example> wrote:\n\n${quoted("> ")}`,
	],
	[
		"answered by Gmail, on two lines",
		"same",
		`On Sun, 29 Nov 2026 at 10:15, The Meridian Party <incident@meridian.example>\nwrote:\n\n${quoted("> ")}`,
	],
	[
		"answered by Apple Mail",
		"same",
		`> On 29 Nov 2026, at 10:15, The Meridian Party <incident@meridian.example> wrote:\n> \n${quoted("> ")}`,
	],
	[
		"answered in Welsh",
		"same",
		`Ar Sul, 29 Tach 2026 am 10:15, ysgrifennodd The Meridian Party <incident@meridian.example>:\n\n${quoted("> ")}`,
	],
	[
		"answered in German",
		"same",
		`Am So., 29. Nov. 2026 um 10:15 Uhr schrieb The Meridian Party <incident@meridian.example>:\n\n${quoted("> ")}`,
	],
	[
		"answered in French",
		"same",
		`Le dim. 29 nov. 2026 à 10:15, The Meridian Party <incident@meridian.example> a écrit :\n\n${quoted("> ")}`,
	],
	[
		"answered in Spanish",
		"same",
		`El dom, 29 nov 2026 a las 10:15, The Meridian Party (<incident@meridian.example>) escribió:\n\n${quoted("> ")}`,
	],
	[
		"answered in Polish",
		"same",
		`niedz., 29 lis 2026 o 10:15 The Meridian Party <incident@meridian.example> napisał(a):\n\n${quoted("> ")}`,
	],
	[
		"forwarded in German",
		"same",
		below(
			`Von: The Meridian Party <incident@meridian.example>\nGesendet: Sonntag, 29. November 2026 10:15\nAn: Ann Invented\nBetreff: ${subject}`,
		),
	],
	[
		"forwarded in French",
		"same",
		below(
			`De : The Meridian Party <incident@meridian.example>\nEnvoyé : dimanche 29 novembre 2026 10:15\nÀ : Ann Invented\nObjet : ${subject}`,
		),
	],
	[
		"forwarded in Welsh",
		"same",
		below(
			`---------- Neges wedi'i hanfon ymlaen ---------\nOddi wrth: The Meridian Party <incident@meridian.example>\nDyddiad: Sul, 29 Tach 2026 am 10:15\nPwnc: ${subject}\nAt: <ann@readers.example>`,
		),
	],
	[
		"copied from Gmail's page",
		"same",
		`${subject}\nInbox\n\nThe Meridian Party <incident@meridian.example>\n10:15 (2 hours ago)\nto me\n\n${text}`,
	],
	[
		"printed by Gmail",
		"same",
		`${subject}\n1 message\nThe Meridian Party <incident@meridian.example>\tSun, Nov 29, 2026 at 10:15 AM\nTo: ann@readers.example\n\n${text}`,
	],
	[
		"copied from an iPhone",
		"same",
		`From: The Meridian Party\nTo: Ann Invented\nSunday, 29 November 2026 at 10:15\n\n${text}`,
	],
	["with the buttons of Gmail", "same", `${text}\nReply\nForward\n`],
	["sent on from an iPhone", "same", `${text}\nSent from my iPhone`],
	[
		"sent on from a Samsung",
		"same",
		`Sent from my Galaxy\n\n-------- Original message --------\nFrom: The Meridian Party <incident@meridian.example>\nDate: 29/11/2026 10:15 (GMT+00:00)\nTo: ann@readers.example\n\n${text}`,
	],
	["sent on from Outlook", "same", `Get Outlook for iOS<https://aka.ms/o0ukef>\n${text}`],
	["sent on from Android", "same", `${text}\n\nSent from Outlook for Android`],
	["sent on in Welsh", "same", `${text}\n\nAnfonwyd o fy iPhone`],
	[
		"with the warning of a gateway",
		"same",
		below(
			"CAUTION: This email originated from outside of the organisation. Do not click links or open attachments unless you recognise the sender and know the content is safe.",
		),
	],
	["with the mark of a gateway", "same", below("[EXTERNAL EMAIL]")],
	["with the mark of a gateway in its subject", "same", below(`Subject: [EXTERNAL] ${subject}`)],
	[
		"with Outlook's warning",
		"same",
		below("You don't often get email from incident@meridian.example. Learn why this is important"),
	],
	// Parts.
	["one sentence", "part", sentence],
	["one sentence, quoted", "part", `> ${sentence}`],
	["one sentence without its full stop", "part", sentence.slice(0, -1)],
	["one sentence in quotation marks", "part", `“${sentence}”`],
	["one sentence, wrapped", "part", wrapped(25, sentence)],
	["one sentence in Welsh", "part", "Teipiwch localhost:3000 eich hun a mewngofnodwch."],
	["without its greeting", "part", changed("Dear member,\n\n", "")],
	["without its end", "part", text.slice(0, text.indexOf("-- \n"))],
	["its end alone", "part", text.slice(text.indexOf("-- \n"))],
	[
		"the two steps",
		"part",
		"Look at your answer. Type localhost:3000 yourself and sign in. Watch your bank statements for payments of £50 or more.",
	],
	["without its headings", "part", changed("What happened\n\n", "").replace("What to do first\n\n", "")],
	// Addresses as programs rewrite them.
	["with the address made a link", "same", address(`http://${site}`)],
	["with the address made a link with a stroke", "same", address(`http://${site}/`)],
	["with the address and its link behind it", "same", address(`${site}<http://${site}/>`)],
	["with the address and its link behind a blank", "same", address(`${site} <http://${site}>`)],
	["with the address as a link of Markdown", "same", address(`[${site}](http://${site})`)],
	["with the address and a safe link behind it", "same", address(`${site}<${safe(`http://${site}/`)}>`)],
	["with a safe link in place of the address", "same", address(safe(`http://${site}/`))],
	[
		"with a link of Proofpoint behind the address",
		"same",
		address(`${site} <https://urldefense.com/v3/__http://${site}__;!!AbC$>`),
	],
	[
		"with an older link of Proofpoint behind the address",
		"same",
		address(`${site} <https://urldefense.proofpoint.com/v2/url?u=http-3A__localhost-3A3000&d=DwM&c=x>`),
	],
	[
		"with a link of Google behind the address",
		"same",
		address(`${site} <https://www.google.com/url?q=http://${site}/&sa=D>`),
	],
	["with the number made a link", "same", text.replaceAll("0800 000 0000", "0800 000 0000<tel:08000000000>")],
	// In two languages, and two at once.
	["English and Welsh, one after the other", "same", `${text}\n\n${welsh}`],
	["a sentence in each language", "part", `${sentence}\nTeipiwch localhost:3000 eich hun a mewngofnodwch.`],
	["the mail and its text message", "same", `${text}\n\n${sms}`],
	["two messages", "several", `${text}\n\n${other.sent.en.text}`],
	["two messages, each quoted", "several", `${quoted("> ")}\n\n${quoted("> ", other.sent.en.text)}`],
	["the same message twice", "same", `${text}\n\n${text}`],
	// Copied from a picture.
	["from a picture: l for I and 1", "altered", text.replace(/I/g, "l").replace(/1/g, "l")],
	["from a picture: 0 for O", "altered", text.replace(/o/g, "0")],
	["from a picture: rn for m", "altered", text.replace(/m/g, "rn")],
	["from a picture: a sentence with l for 1", "altered", "Watch y0ur bank staternents for payrnents of £50 or rnore."],
	["from a picture: with a line of the phone", "more", `10:15 4G 87%\n${subject}\n${text}`],
	// Altered.
	["another sum", "altered", changed("£50", "£500")],
	["another currency", "altered", changed("£50", "€50")],
	["a warning turned round", "altered", changed("Do not reply", "Do reply")],
	["a warning without its never", "altered", changed("We never ask", "We ask")],
	["another site", "altered", address("my-records.test")],
	["another site that looks alike", "altered", address("1ocalhost:3000")],
	["another site behind the address", "altered", address(`${site}<https://my-records.test/>`)],
	[
		"a safe link to another site behind the address",
		"altered",
		address(`${site}<${safe("https://my-records.test/")}>`),
	],
	[
		"what looks like a safe link",
		"altered",
		address(`${site}<https://safelinks.protection.outlook.com.evil.test/?url=http%3A%2F%2Flocalhost%3A3000%2F>`),
	],
	[
		"a safe link of another's user",
		"altered",
		address(`${site}<https://eur01.safelinks.protection.outlook.com@evil.test/?url=http%3A%2F%2Flocalhost%3A3000%2F>`),
	],
	["a page of the site", "altered", address(`http://${site}/pay`)],
	["a link of Markdown to another site", "altered", address(`[${site}](https://my-records.test)`)],
	["another number", "altered", text.replaceAll("0800 000 0000", "0900 000 0000")],
	["another number behind the number", "altered", text.replaceAll("0800 000 0000", "0800 000 0000<tel:09000000000>")],
	["another reference", "altered", text.replace("MP-7Q4K-3D9G", "MP-AAAA-AAAF")],
	["another date", "altered", changed("3 October 2021", "3 October 2025")],
	["a sentence more", "altered", changed("Dear member,", "Dear member,\n\nYour refund of £200 is waiting.")],
	["a sentence more at the end", "altered", `${text}\nPlease send us your sort code.`],
	[
		"a sentence more in the line of another",
		"altered",
		changed("Do not reply to this message.", "Do not reply to this message. Ring 07700 900123."),
	],
	["half a sentence more", "altered", changed("or more.", "or more, and send us your card.")],
	["half a sentence less", "altered", changed(" for payments of £50 or more", "")],
	["two sentences made one", "altered", changed("Look at your answer. Type", "Look at your answer and type")],
	["a greeting with a name", "altered", changed("Dear member,", "Dear Ann,")],
	["a number in place of a list's", "altered", changed("1. Look", "Step 50: Look")],
	["letters of another alphabet", "altered", changed("bank", "b\u0430nk")],
	["a warning cut in two", "altered", changed("Do not reply to this message.", "Do not. Reply to this message.")],
	[
		"a warning cut in two lines",
		"altered",
		changed("Do not reply to this message.", "Do not.\nReply to this message."),
	],
	[
		"sentences in another order",
		"altered",
		changed(
			"- We never ask for a password.\n- Do not reply to this message.",
			"- Do not reply to this message.\n- We never ask for a password.",
		),
	],
	[
		"a sentence of another message among ours",
		"altered",
		changed("- Do not", "Nobody has opened it since, as far as we can see.\n\n- Do not"),
	],
	["below a time that asks for money", "altered", below("Date: send money by 29 Nov 2026")],
	["below a person who asks", "altered", below("On any day we pay you 20, Ann wrote:")],
	[
		"words in another order",
		"altered",
		changed("your address and your date of birth", "your date of birth and your address"),
	],
	["with a comment of the reader", "more", `Is this real?\n\n${text}`],
	["with a question of the reader below", "more", `${text}\n\nIs this text real? Should I reply?`],
	["with the reader's name below", "more", `${text}\n\nBest wishes\nAnn`],
	["below a header that asks for money", "altered", below("To: ring 07700 900123 and pay")],
	["with a signature that asks for a call", "altered", `${text}\nSent from my iPhone, ring 07700 900123`],
	[
		"with a warning that asks for a call",
		"altered",
		below("CAUTION: This email originated from outside of the organisation. Ring 07700 900123."),
	],
	[
		"below a quotation that names a site",
		"altered",
		`Le dim. 29 nov. 2026, voir my-records.test, X a écrit :\n${text}`,
	],
	["with two messages and a sentence more", "altered", `${text}\n\n${other.sent.en.text}\nSend £20.`],
	// Other text above or below all of ours.
	["with a reply above", "more", `Thanks, I have looked. Kind regards, Ann\n\n${quoted("> ")}`],
	["with a reply below", "more", `${quoted("> ")}\n\nThanks, I have looked.\nAnn`],
	["with words above and below", "more", `Is this real?\n\n${text}\n\nAnn, sent from the train`],
	["in two languages, with a name below", "more", `${text}\n\n${welsh}\n\nBest wishes\nAnn`],
	[
		"with a notice of a firm below",
		"more",
		`${text}\n\nThis email is confidential. Consider the environment before you print it.`,
	],
	[
		"with a scanner's line below",
		"more",
		`${text}\n\nThis email has been checked for viruses by Avast antivirus software.`,
	],
	["with a demand above", "altered", `Final notice. Pay £20 at my-records.test today.\n\n${text}`],
	[
		"as one line, with a demand at its end",
		"altered",
		`${text.replace(/\s+/g, " ")} Pay £20 today at my-records.test.`,
	],
	["a part of it with words below", "altered", `${text.slice(0, text.indexOf("-- \n"))}\n\nBest wishes\nAnn`],
	["with words between and below", "altered", `${changed("Dear member,", "Dear member,\n\nPay £20 today.")}\n\nAnn`],
	// Links of programs that protect mail: those that say where they lead.
	...protectedBy.flatMap(([program, link]): [string, Truth, string][] => [
		[`with a link of ${program} behind the address`, "same", address(`${site}<${link(`http://${site}/`)}>`)],
		[`with a link of ${program} in place of the address`, "same", address(link(`http://${site}/`))],
		[`with a link of ${program} to another site`, "altered", address(link("https://my-records.test/"))],
		[
			`with a link of ${program} to another site behind the address`,
			"altered",
			address(`${site} <${link("https://my-records.test/")}>`),
		],
		[
			`with what looks like a link of ${program}`,
			"altered",
			address(link(`http://${site}/`).replace(/^(https:\/\/[^/?]*)/, "$1.evil.test")),
		],
	]),
	// Those that do not.
	...hiddenBy.flatMap(([program, link]): [string, Truth, string][] => [
		[`with a link of ${program} behind the address`, "hidden", address(`${site}<${link}>`)],
		[`with a link of ${program} in place of the address`, "hidden", address(link)],
		[`with a link of ${program} and a name below`, "more", `${address(link)}\n\nBest wishes\nAnn`],
		[
			`with what looks like a link of ${program}`,
			"altered",
			address(link.replace(/^(https:\/\/[^/?]*)/, "$1.evil.test")),
		],
		[
			`with a link of ${program} in a sentence more`,
			"altered",
			changed("Dear member,", `Dear member,\n\nPay at ${link} today.`),
		],
	]),
	[
		"with a link of Mimecast that states another host",
		"altered",
		address("https://protect-eu.mimecast.com/s/AbC1dEfGhI?domain=my-records.test"),
	],
	// Not ours.
	[
		"somebody else's",
		"not-ours",
		"Your parcel is waiting. Pay the fee of £1.99 to have it brought today. Thank you for your order.",
	],
	[
		"in our name",
		"not-ours",
		"This is The Meridian Party. We owe you a refund. Press the link to claim it by tonight. Be quick.",
	],
	[
		"with one sentence of ours",
		"not-ours",
		"We owe you £200. Your refund is waiting. Give us your card. Be quick. Tell nobody. Do not reply to this message.",
	],
	[
		"with our reference alone",
		"not-ours",
		"Your refund of £200 is waiting. Send us your sort code by tonight. Message number MP-7Q4K-3D9G, keep it.",
	],
	["of nothing but signs", "not-ours", "-----------------------------------------------------------"],
];
