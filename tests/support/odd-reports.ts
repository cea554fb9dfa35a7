/**
 * Invented reports as less usual programs write them, and with parts missing: in other languages, encoded, as HTML alone, temporary.
 * Each with what it is. `name` is the name of a delivery as our mail had it.
 */

import { base64, failed, from, parts, plain, type ReportKind, report, status, text } from "./report-parts";

const original = (name: string) =>
	`Return-Path: <bounces+${name}@check.example>\nFrom: Data team <news@check.example>\nTo: <reader@gone.example>\nSubject: What was in the data\nMessage-ID: <mes_1.${name}@check.example>\n\nHello`;

const returned = (name: string) => `Content-Type: message/rfc822\n\n${original(name)}`;
const mailer = "MAILER-DAEMON@relay.example (Mail Delivery System)";

export const oddReports: [title: string, kind: ReportKind, write: (name: string) => string][] = [
	[
		"sendmail, 553 5.3.0 and a sentence",
		"no-such-address",
		(name) =>
			report(
				from("Mail Delivery Subsystem <MAILER-DAEMON@gone.example>", "Returned mail: see transcript for details", name),
				plain(
					"The original message was received at Sat, 28 Nov 2026 10:00:00 GMT\n\n   ----- The following addresses had permanent fatal errors -----\n<reader@gone.example>\n    (reason: 553 5.3.0 <reader@gone.example>... No such user here)",
				),
				failed("5.3.0", "SMTP; 553 5.3.0 <reader@gone.example>... No such user here"),
				returned(name),
			),
	],
	[
		"sendmail before reports for machines",
		"no-such-address",
		(name) =>
			text(
				from("Mail Delivery Subsystem <MAILER-DAEMON@gone.example>", "Returned mail: User unknown", name),
				`The original message was received at Sat, 28 Nov 2026 10:00:00 GMT\nfrom relay.example [192.0.2.1]\n\n   ----- The following addresses had permanent fatal errors -----\n<reader@gone.example>\n\n   ----- Transcript of session follows -----\n... while talking to mx.gone.example.:\n>>> RCPT To:<reader@gone.example>\n<<< 550 <reader@gone.example>... User unknown\n550 <reader@gone.example>... User unknown\n\n   ----- Original message follows -----\n\n${original(name)}`,
			),
	],
	[
		"sendmail's warning",
		"delayed",
		(name) =>
			report(
				from(
					"Mail Delivery Subsystem <MAILER-DAEMON@relay.example>",
					"Warning: could not send message for past 4 hours",
					name,
				),
				plain(
					"    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************",
				),
				status(
					"Final-Recipient: RFC822; reader@gone.example\nAction: delayed\nStatus: 4.4.1\nLast-Attempt-Date: Sat, 28 Nov 2026 14:00:00 GMT\nWill-Retry-Until: Thu, 3 Dec 2026 10:00:00 GMT",
				),
			),
	],
	[
		"sendmail's warning without a part for machines",
		"delayed",
		(name) =>
			text(
				from(
					"Mail Delivery Subsystem <MAILER-DAEMON@relay.example>",
					"Warning: could not send message for past 4 hours",
					name,
				),
				"    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n\n   ----- The following addresses had transient non-fatal errors -----\n<reader@gone.example>\n\n451 <reader@gone.example>... mx.gone.example: Name server timeout\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old",
			),
	],
	[
		"Exim, refused as spam with a bare 550",
		"failed",
		(name) =>
			report(
				`${from("Mail Delivery System <Mailer-Daemon@exim.example>", "Mail delivery failed: returning message to sender", name)}\nX-Failed-Recipients: reader@gone.example`,
				plain("This message was created automatically by mail delivery software."),
				failed("5.0.0", "smtp; 550 Message rejected: it looks like spam. Visit our postmaster page"),
				returned(name),
			),
	],
	[
		"X-Failed-Recipients and a text in no known form",
		"failed",
		(name) =>
			text(
				`${from("notices@relay.example", "Ihre E-Mail", name)}\nX-Failed-Recipients: reader@gone.example`,
				"Leider.",
			),
	],
	[
		"a report whose part for machines is encoded in base64",
		"not-accepting",
		(name) =>
			report(
				from(mailer, "Undelivered Mail Returned to Sender", name),
				`Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${base64("Reporting-MTA: dns; mx.gone.example\n\nFinal-Recipient: rfc822; reader@gone.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\n")}`,
				`Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${base64(original(name))}`,
			).replace(`bounces+${name}@`, "somebody@"),
	],
	[
		"a report whose part for machines is called a text",
		"no-such-address",
		(name) =>
			report(
				from("postmaster@gateway.example", "Undeliverable", name),
				plain(
					"Reporting-MTA: dns; gateway.example\n\nFinal-Recipient: rfc822; reader@gone.example\nAction: failed\nStatus: 5.1.1",
				),
			),
	],
	[
		"a report without an action, by its status",
		"no-such-address",
		(name) =>
			report(
				from(mailer, "Undeliverable", name),
				status("Final-Recipient: rfc822; reader@gone.example\nStatus: 5.1.1 (bad mailbox)"),
			),
	],
	[
		"a report without an action, with a temporary status",
		"delayed",
		(name) =>
			report(
				from(mailer, "Delivery status", name),
				status("Final-Recipient: rfc822; reader@gone.example\nStatus: 4.2.2"),
			),
	],
	[
		"a report without a blank line between its fields",
		"no-such-address",
		(name) =>
			report(
				from(mailer, "Undeliverable", name),
				"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.gone.example\nFinal-Recipient: rfc822; reader@gone.example\nAction: Failed (gave up)\nStatus: 5.1.1",
			),
	],
	[
		"a report that ends in the middle",
		"no-such-address",
		(name) =>
			report(from(mailer, "Undeliverable", name), failed("5.1.1", "smtp; 550 5.1.1 unknown"), returned(name)).replace(
				/Message-ID[\s\S]*$/,
				"",
			),
	],
	[
		"a report that it was delivered",
		"other",
		(name) =>
			report(
				from(mailer, "Successful Mail Delivery Report", name),
				status(
					"Final-Recipient: rfc822; reader@gone.example\nAction: delivered\nStatus: 2.0.0\nDiagnostic-Code: smtp; 250 2.0.0 Ok",
				),
			),
	],
	[
		"a report on two readers of one address, of whom one may still get it",
		"delayed",
		(name) =>
			report(
				from(mailer, "Delivery status", name),
				status(
					"Final-Recipient: rfc822; one@gone.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; two@gone.example\nAction: delayed\nStatus: 4.4.1",
				),
			),
	],
	[
		"Exchange, in German, with a bare refusal by its edge",
		"no-such-address",
		(name) =>
			report(
				`${from("postmaster@buero.example", "=?utf-8?Q?Unzustellbar=3A_What_was_in_the_data?=", name)}\nContent-Language: de-DE\nX-MS-Exchange-Message-Is-Ndr:`,
				plain("Ihre Nachricht an reader@gone.example konnte nicht zugestellt werden."),
				failed("5.4.1", "smtp;550 5.4.1 Recipient address rejected: Access denied."),
				returned(name),
			),
	],
	[
		"Exchange, a full mailbox in French",
		"not-accepting",
		(name) =>
			report(
				from("postmaster@bureau.example", "=?utf-8?B?Tm9uIHJlbWlz?=", name),
				`Content-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n${Buffer.from("<p>La boîte aux lettres du destinataire est pleine</p>", "latin1").toString("base64")}`,
				failed(
					"5.2.2",
					"smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded",
				),
			),
	],
	[
		"Exchange, as HTML alone",
		"no-such-address",
		(name) =>
			`${from("Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@office.example>", "Undeliverable: What was in the data", name)}\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>Your message to <b>reader@gone.example</b> couldn&#39;t be delivered.</p><p>Remote Server returned &#39;550 5.1.10 RESOLVER.ADR.RecipientNotFound&#39;</p></body></html>`,
	],
	[
		"Exchange's delay",
		"delayed",
		(name) =>
			report(
				from("Microsoft Outlook <postmaster@office.example>", "Delivery delayed: What was in the data", name),
				plain("Delivery is delayed to these recipients or groups:\n\nreader@gone.example"),
				status(
					"Final-Recipient: rfc822;reader@gone.example\nAction: delayed\nStatus: 4.4.7\nDiagnostic-Code: smtp;400 4.4.7 Message delayed",
				),
			),
	],
	[
		"Outlook.com's 5.5.0 for a mailbox that there is not",
		"no-such-address",
		(name) =>
			report(
				from(mailer, "Undelivered Mail Returned to Sender", name),
				failed("5.5.0", "smtp; 550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)"),
			),
	],
	[
		"Gmail's delay",
		"delayed",
		(name) =>
			report(
				`${from("Mail Delivery Subsystem <mailer-daemon@big.example>", "Delivery Status Notification (Delay)", name)}\nX-Failed-Recipients: reader@gone.example\nAuto-Submitted: auto-replied`,
				plain(
					"** Delivery incomplete **\n\nThere was a temporary problem delivering your message to reader@gone.example. Gmail will retry for 46 more hours.",
				),
				status(
					"Final-Recipient: rfc822; reader@gone.example\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Mon, 30 Nov 2026 10:00:00 -0800 (PST)",
				),
			),
	],
	[
		"Gmail's delay as a text, whose header names who has failed",
		"delayed",
		(name) =>
			text(
				`${from("Mail Delivery Subsystem <mailer-daemon@big.example>", "Delivery Status Notification (Delay)", name)}\nX-Failed-Recipients: reader@gone.example`,
				"This is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     reader@gone.example\n\nMessage will be retried for 2 more day(s)",
			),
	],
	[
		"Gmail's older text",
		"no-such-address",
		(name) =>
			text(
				`${from("Mail Delivery Subsystem <mailer-daemon@big.example>", "Delivery Status Notification (Failure)", name)}\nX-Failed-Recipients: reader@gone.example`,
				`Delivery to the following recipient failed permanently:\n\n     reader@gone.example\n\nTechnical details of permanent failure:\nThe error that the other server returned was: 550 5.1.1 unknown\n\n----- Original message -----\n\n${original(name)}`,
			),
	],
	[
		"Gmail, known by the id of our mail alone",
		"no-such-address",
		(name) =>
			report(
				from(mailer, "Delivery Status Notification (Failure)", name),
				status(
					"Final-Recipient: rfc822; reader@gone.example\nAction: failed\nStatus: 5.1.1",
					`Reporting-MTA: dns; big.example\nX-Original-Message-ID: <mes_1.${name}@check.example>`,
				),
			).replace(`bounces+${name}@`, "somebody@"),
	],
	[
		"Yahoo's sentence without a code of its own",
		"no-such-address",
		(name) =>
			report(
				from(mailer, "Undelivered Mail Returned to Sender", name),
				failed(
					"5.0.0",
					"smtp; 554 delivery error: dd This user doesn't have a big.example account (reader@big.example) [0] - mta1.example",
				),
			),
	],
	[
		"Yahoo's older text",
		"not-accepting",
		(name) =>
			text(
				from("MAILER-DAEMON@big.example", "failure notice", name),
				`Message from big.example.\nUnable to deliver message to the following address(es).\n\n<reader@big.example>:\nThis account is over quota.\n\n--- Original message follows.\n\n${original(name)}`,
			),
	],
	[
		"qmail that has tried for a week",
		"failed",
		(name) =>
			text(
				from("MAILER-DAEMON@qmail.example", "failure notice", name),
				`Hi. This is the qmail-send program at qmail.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<reader@gone.example>:\nCNAME lookup failed temporarily. (#4.4.3)\nI'm not going to try again; this message has been in the queue too long.\n\n--- Below this line is a copy of the message.\n\n${original(name)}`,
			),
	],
	[
		"Lotus Domino's report",
		"no-such-address",
		(name) =>
			report(
				from(
					"Postmaster@domino.example",
					"DELIVERY FAILURE: User reader (reader@domino.example) not listed in Domino Directory",
					name,
				),
				plain(
					"Your message\n\n  Subject: What was in the data\n\nwas not delivered to:\n\n  reader@domino.example\n\nbecause:\n\n  User reader (reader@domino.example) not listed in Domino Directory",
				),
				failed("5.0.0", "X-Notes; User reader (reader@domino.example) not listed in Domino Directory"),
			),
	],
	[
		"Lotus Notes's text",
		"no-such-address",
		(name) =>
			text(
				from(
					"Mail Router <Mail_Router@domino.example>",
					"DELIVERY FAILURE: User reader not listed in public Name & Address Book",
					name,
				),
				"Failed to deliver to 'reader@domino.example'\nbecause: User reader not listed in public Name & Address Book",
			),
	],
	[
		"a report as a text in French",
		"no-such-address",
		(name) =>
			text(
				from("Postmaster <postmaster@bureau.example>", "=?utf-8?Q?=C3=89chec_de_la_remise?=", name),
				"Votre message n'a pas pu être remis au destinataire suivant :\n\nreader@gone.example\n550 5.1.1 Destinataire inconnu",
			),
	],
	[
		"a warning as a text in German",
		"delayed",
		(name) =>
			text(
				from("Mail Delivery System <MAILER-DAEMON@buero.example>", "Warnung", name),
				"Ihre Nachricht wurde noch nicht zugestellt. Es wird weiter versucht.\n\nreader@gone.example\n451 4.3.0 spaeter",
			),
	],
	[
		"a temporary refusal as a text, without a word on what follows",
		"delayed",
		(name) =>
			text(from("postmaster@gone.example", "Delivery status", name), "reader@gone.example\n\n450 4.2.0 try again"),
	],
	[
		"a notice of a postmaster about something else",
		"other",
		(name) => text(from("postmaster@gone.example", "Quarantine digest", name), "You have 3 messages in quarantine."),
	],
	[
		"a receipt that it was read",
		"other",
		(name) =>
			parts(
				from("Reader <reader@work.example>", "Read: What was in the data", name),
				"report; report-type=disposition-notification",
				plain("Your message was read."),
				`Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;reader@work.example\nOriginal-Message-ID: <mes_1.${name}@check.example>\nDisposition: automatic-action/MDN-sent-automatically; deleted`,
			),
	],
	[
		"a complaint by Yahoo or AOL, with our mail's id taken out",
		"complaint",
		(name) =>
			parts(
				"From: <feedback@big.example>\nTo: <abuse@check.example>\nSubject: FW: What was in the data",
				'report; report-type="feedback-report"',
				plain("This is an email abuse report for an email message received from relay.example"),
				`Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Big!-Mail-Feedback/2.0\nVersion: 0.1\nOriginal-Mail-From: <bounces+${name}@check.example>\nOriginal-Rcpt-To: redacted@big.example\nReported-Domain: check.example`,
				"Content-Type: text/rfc822-headers\n\nFrom: Data team <news@check.example>\nSubject: What was in the data",
			),
	],
	[
		"a complaint in base64",
		"complaint",
		(name) =>
			parts(
				"From: <feedback@big.example>\nSubject: complaint",
				"report; report-type=feedback-report",
				`Content-Type: message/feedback-report\nContent-Transfer-Encoding: base64\n\n${base64("Feedback-Type: Abuse\nUser-Agent: x/1\nVersion: 1\n")}`,
				returned(name),
			),
	],
	[
		"a complaint by Outlook.com, which writes no report",
		"complaint",
		(name) =>
			parts(
				"From: <staff@big.example>\nTo: <abuse@check.example>\nSubject: complaint about message from 192.0.2.1",
				"mixed",
				`Content-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: <reader@big.example>\n${original(name)}`,
			),
	],
	[
		"a report that a mail is not spam after all",
		"other",
		(name) =>
			parts(
				"From: <feedback@big.example>\nSubject: not spam",
				"report; report-type=feedback-report",
				"Content-Type: message/feedback-report\n\nFeedback-Type: not-spam\nVersion: 1",
				returned(name),
			),
	],
	[
		"a report on signatures",
		"other",
		(name) =>
			parts(
				"From: <dmarc@big.example>\nSubject: FW: What was in the data",
				"report; report-type=feedback-report",
				"Content-Type: message/feedback-report\n\nFeedback-Type: auth-failure\nAuth-Failure: dmarc\nVersion: 1",
				returned(name),
			),
	],
	...(
		[
			["Welsh", "Ateb awtomatig: What was in the data", "Rwyf allan o'r swyddfa tan 5.1.1. Ffoniwch 550."],
			[
				"German",
				"Automatische Antwort: What was in the data",
				"Ich bin bis 5.1.1 nicht im Büro. Ihre Nachricht wird nicht weitergeleitet.",
			],
			["German, by another program", "=?iso-8859-1?Q?Abwesenheitsnotiz?=", "Ich bin bis Montag nicht da."],
			["Portuguese", "=?utf-8?Q?Resposta_autom=C3=A1tica=3A_News?=", "Estou fora até 5.1.1."],
			["Norwegian", "Automatisk svar: News", "Jeg er borte til mandag. 550."],
			["Finnish", "Automaattinen vastaus: News", "Olen poissa."],
			["Czech", "=?utf-8?Q?Automatick=C3=A1_odpov=C4=9B=C4=8F=3A_News?=", "Nejsem v kanceláři."],
			["Slovak", "=?utf-8?Q?Automatick=C3=A1_odpove=C4=8F=3A_News?=", "Nie som v kancelárii."],
			["Romanian", "=?utf-8?Q?R=C4=83spuns_automat=3A_News?=", "Sunt plecat."],
			["Hungarian", "=?utf-8?Q?Automatikus_v=C3=A1lasz=3A_News?=", "Szabadságon vagyok."],
			["Lithuanian", "Automatinis atsakymas: News", "Manęs nėra."],
			["Turkish", "=?utf-8?Q?Otomatik_yan=C4=B1t=3A_News?=", "Ofis dışındayım."],
			["Greek", `=?utf-8?B?${base64("Αυτόματη απάντηση: News").replace(/\s/g, "")}?=`, "Λείπω."],
			["Russian", `=?utf-8?B?${base64("Автоматический ответ: News").replace(/\s/g, "")}?=`, "Меня нет."],
			["Ukrainian", `=?utf-8?B?${base64("Автоматична відповідь: News").replace(/\s/g, "")}?=`, "Мене немає."],
			["Irish", "=?utf-8?Q?Freagra_uathoibr=C3=ADoch=3A_News?=", "Tá mé as an oifig."],
			["Urdu", `=?utf-8?B?${base64("خودکار جواب: News").replace(/\s/g, "")}?=`, "میں دفتر میں نہیں ہوں۔"],
			["Arabic", `=?utf-8?B?${base64("رد تلقائي: News").replace(/\s/g, "")}?=`, "أنا خارج المكتب."],
			["Chinese", `=?utf-8?B?${base64("自动答复: News").replace(/\s/g, "")}?=`, "我不在办公室。"],
			[
				"French",
				"=?utf-8?Q?R=C3=A9ponse_automatique_=3A_What_was_in_the_data?=",
				"Je suis absent jusqu'au 5.1.1. Mon numéro est le 550 5.1.1.",
			],
		] as const
	).map(([language, subject, body]): (typeof oddReports)[number] => [
		`an answer from out of office in ${language}`,
		"auto-reply",
		(name) =>
			text(
				`Return-Path: <>\nFrom: Reader <reader@work.example>\nTo: bounces+${name}@check.example\nSubject: ${subject}\nIn-Reply-To: <mes_1.${name}@check.example>`,
				body,
			),
	]),
	[
		"an answer from out of office that quotes our mail in base64",
		"auto-reply",
		(name) =>
			`Return-Path: <>\nFrom: Reader <reader@work.example>\nTo: bounces+${name}@check.example\nSubject: Re: What was in the data\nAuto-Submitted: auto-replied (vacation)\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64(`Undeliverable until Monday: mailbox full. 550 5.1.1\n\n${original(name)}`)}`,
	],
];
