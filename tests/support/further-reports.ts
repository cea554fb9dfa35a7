/**
 * Invented reports by further programs, and the same in other encodings, nestings and languages. Each with what it is, written before it was tried.
 * `name` is the name of a delivery as our mail had it.
 */
import { base64, failed, from, parts, plain, type ReportKind, report, status, text } from "./report-parts";

type Report = [title: string, kind: ReportKind, write: (name: string) => string | Buffer];

const original = (name: string) =>
	`Return-Path: <bounces+${name}@check.example>\nReceived: from relay.example by mx.gone.example; Sat, 28 Nov 2026 10:00:00 +0000\nFrom: Data team <news@check.example>\nTo: <reader@gone.example>\nSubject: What was in the data\nMessage-ID: <mes_1.${name}@check.example>\n\nHello`;
const returned = (name: string) => `Content-Type: message/rfc822\n\n${original(name)}`;
const daemon = "Mail Delivery System <MAILER-DAEMON@relay.example>";
const undelivered = "Undelivered Mail Returned to Sender";
const said = (title: string, kind: ReportKind, code: string, words: string): Report => [
	title,
	kind,
	(name) => report(from(daemon, undelivered, name), failed(code, words), returned(name)),
];
const away = (title: string, headers: string, body = "I am away. 550 5.1.1"): Report => [
	title,
	"auto-reply",
	(name) => text(`From: Reader <reader@work.example>\nTo: bounces+${name}@check.example\n${headers}`, body),
];

export const furtherReports: Report[] = [
	// What servers say.
	said(
		"Postfix, relayed to a virtual table",
		"no-such-address",
		"5.1.1",
		"smtp; 550 5.1.1 <reader@gone.example>: Recipient address rejected: User unknown in virtual mailbox table",
	),
	said("Postfix, relay access denied", "failed", "5.7.1", "smtp; 554 5.7.1 <reader@gone.example>: Relay access denied"),
	said("Postfix, a loop", "failed", "5.4.6", "X-Postfix; mail for gone.example loops back to myself"),
	said(
		"Exim, all relevant MX records point to non-existent hosts",
		"failed",
		"5.0.0",
		"X-local; all relevant MX records point to non-existent hosts",
	),
	said(
		"Exim, which could not verify our own address",
		"failed",
		"5.0.0",
		"smtp; 550-Verification failed for <bounces@check.example> 550-No Such User Here 550 Sender verify failed",
	),
	said(
		"Exchange, RESOLVER.ADR.ExRecipNotFound",
		"no-such-address",
		"5.1.1",
		"smtp;550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found",
	),
	said(
		"Exchange, access denied by a rule",
		"failed",
		"5.7.1",
		"smtp;550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy",
	),
	said(
		"Exchange, unauthenticated senders are not allowed",
		"failed",
		"5.7.133",
		"smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required",
	),
	said(
		"Exchange, STOREDRV quota",
		"not-accepting",
		"5.2.2",
		"smtp;554 5.2.2 mailbox full;STOREDRV.Deliver.Exception:QuotaExceededException",
	),
	said(
		"Exchange, hop count exceeded",
		"failed",
		"5.4.14",
		"smtp;554 5.4.14 Hop count exceeded - possible mail loop ATTR34",
	),
	said("Exchange, tenant not found", "failed", "5.4.1", "smtp;550 5.4.1 Relay Access Denied"),
	said(
		"Office 365, no such recipient by its edge",
		"no-such-address",
		"5.4.1",
		"smtp;550 5.4.1 Recipient address rejected: Access denied. [AM6EUR05FT000.eop-eur05.prod.protection.example 2026-11-28T10:00:00.000Z 08DC]",
	),
	said(
		"Office 365, mailbox disabled",
		"not-accepting",
		"5.2.1",
		"smtp;550 5.2.1 mailbox disabled, not accepting messages",
	),
	said(
		"Office 365, blocked for its reputation",
		"failed",
		"5.7.606",
		"smtp;550 5.7.606 Access denied, banned sending IP [192.0.2.1]",
	),
	said(
		"Office 365, DMARC",
		"failed",
		"5.7.509",
		"smtp;550 5.7.509 Access denied, sending domain check.example does not pass DMARC verification",
	),
	said(
		"Gmail, no such user",
		"no-such-address",
		"5.1.1",
		"smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking the recipient's email address for typos or\n 550 5.1.1 unnecessary spaces. NoSuchUser - gsmtp",
	),
	said(
		"Gmail, disabled account",
		"not-accepting",
		"5.2.1",
		"smtp; 550 5.2.1 The email account that you tried to reach is disabled. - gsmtp",
	),
	said(
		"Gmail, over its rate",
		"failed",
		"4.2.1",
		"smtp; 421 4.7.28 Our system has detected an unusual rate of unsolicited mail",
	),
	said(
		"Gmail, inactive",
		"not-accepting",
		"5.2.1",
		"smtp; 550 5.2.1 The email account that you tried to reach is inactive. - gsmtp",
	),
	said(
		"Gmail, unauthenticated",
		"failed",
		"5.7.26",
		"smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated.",
	),
	said(
		"Yahoo, no such user",
		"no-such-address",
		"5.0.0",
		"smtp; 552 1 Requested mail action aborted, mailbox not found",
	),
	said(
		"Yahoo, disabled",
		"not-accepting",
		"5.0.0",
		"smtp; 554 30 Sorry, your message to reader@big.example cannot be delivered. This mailbox is disabled (554.30).",
	),
	said("Yahoo, blocked", "failed", "5.7.9", "smtp; 554 5.7.9 Message not accepted for policy reasons."),
	said("iCloud, over quota", "not-accepting", "5.2.2", "smtp; 552 5.2.2 <reader@cloud.example>: user is over quota"),
	said(
		"iCloud, no such user",
		"no-such-address",
		"5.1.1",
		"smtp; 550 5.1.1 <reader@cloud.example>: user does not exist",
	),
	said("GMX, no such user", "no-such-address", "5.0.0", "smtp; 550 Requested action not taken: mailbox unavailable"),
	said("BT, no such user", "no-such-address", "5.1.1", "smtp; 550 5.1.1 Recipient rejected. User unknown"),
	said("Zoho, no such user", "no-such-address", "5.1.1", "smtp; 553 5.1.1 Invalid Recipient"),
	said(
		"Mimecast, no such address",
		"no-such-address",
		"5.0.0",
		"smtp; 550 Invalid Recipient - https://community.gateway.example/docs/DOC-1369#550",
	),
	said("Proofpoint, user unknown", "no-such-address", "5.1.1", "smtp; 550 5.1.1 <reader@gone.example>... User unknown"),
	said(
		"Barracuda, blocked",
		"failed",
		"5.0.0",
		"smtp; 554 Service unavailable; Client host [192.0.2.1] blocked using RBL",
	),
	said("a mailbox that has moved", "no-such-address", "5.1.6", "smtp; 551 5.1.6 Recipient no longer at this site"),
	said("an account that was closed", "no-such-address", "5.0.0", "smtp; 550 Account closed"),
	said(
		"an account that does not exist, in Spanish",
		"no-such-address",
		"5.0.0",
		"smtp; 550 La cuenta de correo no existe",
	),
	said("an unknown user, in German", "no-such-address", "5.0.0", "smtp; 550 Benutzer unbekannt"),
	said("an unknown user, in Italian", "no-such-address", "5.0.0", "smtp; 550 Utente sconosciuto"),
	said("an unknown user, in Dutch", "no-such-address", "5.0.0", "smtp; 550 Gebruiker onbekend"),
	said("an unknown user, in Polish", "no-such-address", "5.0.0", "smtp; 550 Nieznany użytkownik"),
	said("a full mailbox, in Italian", "not-accepting", "5.0.0", "smtp; 552 Casella piena"),
	said("a full mailbox, in Dutch", "not-accepting", "5.0.0", "smtp; 552 Mailbox vol"),
	// Forms.
	[
		"sent on to another system, of which nothing more is heard",
		"other",
		(name) =>
			report(
				from(daemon, "Successful Mail Delivery Report", name),
				status(
					"Final-Recipient: rfc822; reader@gone.example\nAction: relayed\nStatus: 2.1.9\nDiagnostic-Code: smtp; 250 ok",
				),
			),
	],
	[
		"expanded to a list",
		"other",
		(name) =>
			report(
				from(daemon, "Delivery report", name),
				status("Final-Recipient: rfc822; list@gone.example\nAction: expanded\nStatus: 2.0.0"),
			),
	],
	[
		"Exchange's relayed",
		"other",
		(name) =>
			report(
				from("postmaster@office.example", "Relayed: What was in the data", name),
				plain(
					"Delivery to these recipients or groups is complete, but no delivery notification was sent by the destination server:\n\nreader@gone.example",
				),
				status("Final-Recipient: rfc822;reader@gone.example\nAction: relayed\nStatus: 2.1.5"),
			),
	],
	[
		"delayed for a day, with the server's words",
		"delayed",
		(name) =>
			report(
				from(daemon, "Delayed Mail (still being retried)", name),
				plain("# THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE. #"),
				status(
					"Final-Recipient: rfc822; reader@gone.example\nAction: delayed\nStatus: 4.7.1\nDiagnostic-Code: smtp; 450 4.7.1 Greylisted\nWill-Retry-Until: Thu, 3 Dec 2026 10:00:00 +0000 (UTC)",
				),
			),
	],
	[
		"Exim's message delayed, in words alone",
		"delayed",
		(name) =>
			text(
				`${from("Mail Delivery System <Mailer-Daemon@exim.example>", "Warning: message 1tGabc delayed 72 hours", name)}\nX-Failed-Recipients:`,
				"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 72 hours on the queue.\n\n  reader@gone.example\n    Delay reason: Connection refused",
			),
	],
	[
		"the words of the class that machines read, in capitals",
		"no-such-address",
		(name) =>
			report(
				from(daemon, undelivered, name),
				"CONTENT-TYPE: MESSAGE/DELIVERY-STATUS\n\nREPORTING-MTA: DNS; MX.GONE.EXAMPLE\n\nFINAL-RECIPIENT: RFC822; READER@GONE.EXAMPLE\nACTION: FAILED\nSTATUS: 5.1.1",
			),
	],
	[
		"quoted-printable in every part",
		"no-such-address",
		(name) =>
			report(
				from(daemon, undelivered, name).replace(`bounces+${name}@`, "somebody@"),
				"Content-Type: message/delivery-status\nContent-Transfer-Encoding: quoted-printable\n\nReporting-MTA: dns; mx.gone.example\n\nFinal-Recipient: rfc822; reader=40gone.example\nAction: failed\nStatus: 5=2E1=2E1",
				`Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n${original(name).replace(/@/g, "=40").replace(/-/g, "=2D")}`,
			),
	],
	[
		"the name of the delivery broken by quoted-printable",
		"no-such-address",
		(name) =>
			report(
				from(daemon, undelivered, name).replace(`bounces+${name}@`, "somebody@"),
				failed("5.1.1", "smtp; 550 unknown"),
				`Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: quoted-printable\n\nReturn-Path: <bounces+${name.slice(0, 8)}=\n${name.slice(8)}@check.example>\nSubject: What`,
			),
	],
	[
		"the address folded in the header of the report",
		"no-such-address",
		(name) =>
			report(
				from(daemon, undelivered, name).replace(
					`To: bounces+${name}@check.example`,
					`To:\n\t<bounces+${name}@check.example>`,
				),
				failed("5.1.1", "smtp; 550 unknown"),
			),
	],
	[
		"the address in quotation marks",
		"no-such-address",
		(name) =>
			report(
				from(daemon, undelivered, name).replace(`bounces+${name}@`, `"bounces+${name}"@`),
				failed("5.1.1", "smtp; 550 unknown"),
			),
	],
	[
		"the address rewritten by a forwarder (SRS)",
		"no-such-address",
		(name) =>
			report(
				from(daemon, undelivered, name).replace(
					`bounces+${name}@check.example`,
					`SRS0=HHH=TT=check.example=bounces+${name}@forward.example`,
				),
				failed("5.1.1", "smtp; 550 unknown"),
			),
	],
	[
		"the address rewritten with another program's own (PRVS)",
		"no-such-address",
		(name) =>
			report(
				from(daemon, undelivered, name).replace(`bounces+${name}@`, `prvs=1234abcdef=bounces+${name}@`),
				failed("5.1.1", "smtp; 550 unknown"),
			),
	],
	[
		"a report that was forwarded as it came",
		"no-such-address",
		(name) =>
			parts(
				`From: Postmaster <postmaster@check.example>\nTo: bounces@check.example\nSubject: Fwd: ${undelivered}`,
				"mixed",
				plain("See below"),
				`Content-Type: message/rfc822\n\n${report(from(daemon, undelivered, name), failed("5.1.1", "smtp; 550 5.1.1 unknown"), returned(name))}`,
			),
	],
	[
		"a report in a mixed mail",
		"no-such-address",
		(name) =>
			parts(
				from(daemon, undelivered, name),
				"mixed",
				plain("I'm sorry"),
				failed("5.1.1", "smtp; 550 5.1.1 unknown"),
				returned(name),
			),
	],
	[
		"a report below another multipart",
		"not-accepting",
		(name) =>
			report(
				from(daemon, undelivered, name),
				`Content-Type: multipart/alternative; boundary="=_c"\n\n--=_c\n${plain("Mailbox full")}\n--=_c\nContent-Type: text/html\n\n<p>Mailbox full</p>\n--=_c--`,
				failed("5.2.2", "smtp; 552 5.2.2 full"),
				returned(name),
			),
	],
	[
		"a report of another's mail that quotes ours",
		"other",
		() =>
			report(
				`Return-Path: <>\nFrom: ${daemon}\nTo: somebody@check.example\nSubject: ${undelivered}`,
				failed("5.1.1", "smtp; 550 unknown"),
				"Content-Type: message/rfc822\n\nFrom: x@check.example\nSubject: Other\n\nHello",
			),
	],
	[
		"Exchange's report in international form",
		"no-such-address",
		(name) =>
			report(
				from("postmaster@office.example", "Undeliverable", name),
				"Content-Type: message/global-delivery-status\n\nReporting-MTA: dns; office.example\n\nFinal-Recipient: utf-8; lürt@gone.example\nAction: failed\nStatus: 5.1.10",
			),
	],
	[
		"a text in Latin-1, in French",
		"no-such-address",
		(name) =>
			Buffer.from(
				text(
					from("Postmaster <postmaster@bureau.example>", "=?iso-8859-1?Q?Message_non_distribu=E9?=", name),
					"Votre message n'a pas pu être distribué.\n\nreader@gone.example : adresse inconnue",
					"text/plain; charset=iso-8859-1",
				).replace(/\n/g, "\r\n"),
				"latin1",
			),
	],
	[
		"a text in Windows-1252, in German",
		"not-accepting",
		(name) =>
			Buffer.from(
				text(
					from("Postmaster <postmaster@buero.example>", "=?windows-1252?Q?Unzustellbar?=", name),
					"Die Nachricht konnte nicht zugestellt werden.\n\nreader@gone.example\nDas Postfach ist voll",
					"text/plain; charset=windows-1252",
				).replace(/\n/g, "\r\n"),
				"latin1",
			),
	],
	[
		"a text in UTF-16",
		"no-such-address",
		(name) =>
			`${from(daemon, undelivered, name)}\nContent-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\n${base64(Buffer.from("Delivery failed\r\n\r\nreader@gone.example\r\n550 5.1.1 unknown", "utf16le"))}`,
	],
	[
		"a text in eight bits without a word on its letters",
		"no-such-address",
		(name) =>
			Buffer.from(
				`${from(daemon, undelivered, name)}\n\nÉchec : l'adresse reader@gone.example n'existe pas\n550 5.1.1`.replace(
					/\n/g,
					"\r\n",
				),
				"latin1",
			),
	],
	[
		"a text in HTML and base64",
		"no-such-address",
		(name) =>
			`${from("Mail Delivery Subsystem <mailer-daemon@big.example>", "Delivery Status Notification (Failure)", name)}\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${base64("<html><body><h2>Address not found</h2><p>Your message wasn't delivered to <b>reader@gone.example</b> because the address couldn't be found.</p></body></html>")}`,
	],
	[
		"a text in Italian",
		"no-such-address",
		(name) =>
			text(
				from("Postmaster <postmaster@ufficio.example>", "Mancata consegna", name),
				"Impossibile recapitare il messaggio al destinatario:\n\nreader@gone.example\n550 5.1.1 utente sconosciuto",
			),
	],
	[
		"a text in Polish",
		"no-such-address",
		(name) =>
			text(
				from("Postmaster <postmaster@biuro.example>", "=?utf-8?Q?Nie_dor=C4=99czono?=", name),
				"Nie można dostarczyć wiadomości do:\n\nreader@gone.example\n550 5.1.1 brak takiego użytkownika",
			),
	],
	[
		"qmail's long queue",
		"not-accepting",
		(name) =>
			text(
				from("MAILER-DAEMON@qmail.example", "failure notice", name),
				`Hi. This is the qmail-send program at qmail.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<reader@gone.example>:\nThis message is bigger than the mailbox: user over quota. (#5.2.2)\n\n--- Below this line is a copy of the message.\n\n${original(name)}`,
			),
	],
	[
		"qmail behind a remote host",
		"no-such-address",
		(name) =>
			text(
				from("MAILER-DAEMON@qmail.example", "failure notice", name),
				`Hi. This is the qmail-send program at qmail.example.\n\n<reader@gone.example>:\n192.0.2.25 does not like recipient.\nRemote host said: 550 5.1.1 <reader@gone.example>: Recipient address rejected: User unknown\nGiving up on 192.0.2.25.\n\n--- Below this line is a copy of the message.\n\n${original(name)}`,
			),
	],
	[
		"Amazon SES, as a mail",
		"no-such-address",
		(name) =>
			report(
				from("MAILER-DAEMON@ses.example", "Delivery Status Notification (Failure)", name),
				plain("An error occurred while trying to deliver the mail to the following recipients:\nreader@gone.example"),
				status(
					"Final-Recipient: rfc822;reader@gone.example\nAction: failed\nRemote-MTA: dns;mx.gone.example\nDiagnostic-Code: smtp;550 5.1.1 unknown\nStatus: 5.1.1",
					"Reporting-MTA: dns; a1-2.smtp-out.ses.example",
				),
				returned(name),
			),
	],
	[
		"a complaint with a report of an older version",
		"complaint",
		(name) =>
			parts(
				"From: <fbl@big.example>\nSubject: complaint",
				"report; report-type=feedback-report",
				"Content-Type: message/feedback-report\n\nVersion: 0.1\nFeedback-Type: abuse\nUser-Agent: fbl/1\nReceived-Date: Sat, 28 Nov 2026 10:00:00 GMT",
				`Content-Type: text/rfc822-headers\n\n${original(name)}`,
			),
	],
	[
		"a complaint whose mail was taken out but for its address",
		"complaint",
		(name) =>
			parts(
				"From: <fbl@big.example>\nSubject: complaint",
				"report; report-type=feedback-report",
				`Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nOriginal-Mail-From: <bounces+${name}@check.example>`,
			),
	],
	[
		"a complaint of fraud",
		"complaint",
		(name) =>
			parts(
				"From: <fbl@big.example>\nSubject: complaint",
				"report; report-type=feedback-report",
				"Content-Type: message/feedback-report\n\nFeedback-Type: fraud\nVersion: 1",
				returned(name),
			),
	],
	[
		"a report of a virus",
		"other",
		(name) =>
			parts(
				"From: <fbl@big.example>\nSubject: virus",
				"report; report-type=feedback-report",
				"Content-Type: message/feedback-report\n\nFeedback-Type: virus\nVersion: 1",
				returned(name),
			),
	],
	// Out of office, as programs mark it.
	away("away, by RFC 3834", "Subject: Re: What was in the data\nAuto-Submitted: auto-replied"),
	away("away, in capitals", 'Subject: Re: What\nAUTO-SUBMITTED: Auto-Replied; owner-email="reader@work.example"'),
	away("away, by Exchange", "Subject: Automatic reply: What\nX-Auto-Response-Suppress: All"),
	away("away, by vacation", "Subject: Re: What\nPrecedence: bulk\nX-Autoreply: yes"),
	away("away, by cPanel", "Subject: away\nX-Autorespond: What\nPrecedence: auto_reply"),
	away("away, by Lotus", "Subject: Reader is out of the office (returning 30/11/2026)"),
	away("away, on leave", "Subject: Out of Office Re: What was in the data"),
	away("away, without the word office", "Subject: Annual leave: What\nAuto-Submitted: auto-replied"),
	away("away, in Welsh by Gmail", "Subject: =?utf-8?Q?Allan_o=E2=80=99r_swyddfa?=", "Rwyf i ffwrdd. 550 5.1.1"),
	away("away, in Italian", "Subject: Risposta automatica: What", "Sono fuori ufficio. 550 5.1.1"),
	away("away, in Spanish", "Subject: =?utf-8?Q?Respuesta_autom=C3=A1tica=3A_What?=", "Estoy fuera de la oficina. 550"),
	away("away, in Dutch", "Subject: Automatisch antwoord: What", "Ik ben afwezig tot 5.1.1."),
	away("away, in Polish", "Subject: =?utf-8?Q?Automatyczna_odpowied=C5=BA=3A_What?=", "Nie ma mnie."),
	away("away, in Swedish", "Subject: Autosvar: What", "Jag är borta."),
	away(
		"away, in Japanese",
		`Subject: =?utf-8?B?${Buffer.from("自動応答: What").toString("base64")}?=`,
		"不在です。550",
	),
	away(
		"a mailbox that nobody reads",
		"Subject: Thank you for your message\nAuto-Submitted: auto-replied",
		"This mailbox is not monitored. Your message was not delivered to anybody.",
	),
	[
		"a reader's answer",
		"other",
		(name) =>
			text(
				`From: Reader <reader@work.example>\nTo: bounces+${name}@check.example\nSubject: Re: What was in the data`,
				"Delivery failed? Is 550 5.1.1 my number?",
			),
	],
	[
		"a reader who is called Postmaster",
		"other",
		(name) =>
			text(
				`From: Pat Postmasterson <pat@work.example>\nTo: bounces+${name}@check.example\nSubject: Re: What was in the data`,
				"Thank you.",
			),
	],
	[
		"a challenge before a mail is let in",
		"other",
		(name) =>
			text(
				`From: Reader <reader@work.example>\nTo: bounces+${name}@check.example\nSubject: Please confirm your message`,
				"I use a filter. Press the link to let your message in.",
			),
	],
];
