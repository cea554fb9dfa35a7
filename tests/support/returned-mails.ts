/**
 * Invented mails as other programs return ours: the structure, the headers and the sentences of each program, with people and servers
 * that do not exist. `name` is the name of a delivery as our mail had it.
 */
const report = (headers: string, boundary: string, type: string, parts: string[]) =>
	[
		headers,
		"MIME-Version: 1.0",
		`Content-Type: multipart/report; report-type=${type};\n\tboundary="${boundary}"`,
		"",
		...parts.map((part) => `--${boundary}\n${part}\n`),
		`--${boundary}--\n`,
	].join("\n");

const ours = (name: string) =>
	`Return-Path: <bounces+${name}@check.example>\nFrom: Data team <news@check.example>\nTo: <reader@gone.example>\nSubject: What was in the data\nMessage-ID: <mes_1.${name}@check.example>`;

export const returnedMails = {
	postfix: (
		name: string,
		status = "5.1.1",
		said = "550 5.1.1 <reader@gone.example>: Recipient address rejected: User unknown",
	) =>
		report(
			`Return-Path: <>\nDate: Sat, 28 Nov 2026 10:00:00 +0000\nFrom: MAILER-DAEMON@relay.example (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender\nTo: bounces+${name}@check.example\nAuto-Submitted: auto-replied`,
			"4F1A2B.1795860000/relay.example",
			"delivery-status",
			[
				"Content-Description: Notification\nContent-Type: text/plain; charset=us-ascii\n\nThis is the mail system at host relay.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.",
				`Content-Description: Delivery report\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\nX-Postfix-Queue-ID: 4F1A2B\nArrival-Date: Sat, 28 Nov 2026 09:59:58 +0000 (UTC)\n\nFinal-Recipient: rfc822; reader@gone.example\nOriginal-Recipient: rfc822;reader@gone.example\nAction: failed\nStatus: ${status}\nRemote-MTA: dns; mx.gone.example\nDiagnostic-Code: smtp; ${said}`,
				`Content-Description: Undelivered Message Headers\nContent-Type: text/rfc822-headers\n\n${ours(name)}`,
			],
		),
	/** Exim before 4.90: a text for people. */
	eximText: (name: string) =>
		`Return-path: <>\nX-Failed-Recipients: reader@gone.example\nAuto-Submitted: auto-replied\nFrom: Mail Delivery System <Mailer-Daemon@exim.example>\nTo: bounces+${name}@check.example\nSubject: Mail delivery failed: returning message to sender\n\nThis message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  reader@gone.example\n    SMTP error from remote mail server after end of data:\n    552 5.2.2 mailbox is full\n\n------ This is a copy of the message, including all the headers. ------\n\n${ours(name)}\n\nWrite to 550 5.1.1 Road\n`,
	exchange: (name: string) =>
		report(
			`From: Microsoft Outlook <postmaster@office.example>\nTo: <bounces+${name}@check.example>\nDate: Sat, 28 Nov 2026 10:00:00 +0000\nContent-Language: en-GB\nAuto-Submitted: auto-generated\nX-MS-Exchange-Message-Is-Ndr:\nX-Auto-Response-Suppress: DR, OOF, AutoReply\nSubject: Undeliverable: What was in the data`,
			"_000_b1_",
			"delivery-status",
			[
				'Content-Type: multipart/alternative;\n\tboundary="_001_b1_"\n\n--_001_b1_\nContent-Type: text/plain; charset="us-ascii"\nContent-Transfer-Encoding: quoted-printable\n\nYour message to reader@gone.example couldn=27t be delivered.\n\n--_001_b1_\nContent-Type: text/html; charset="us-ascii"\n\n<html><body><p>reader wasn\'t found at gone.example</p></body></html>\n\n--_001_b1_--',
				"Content-Type: message/delivery-status\n\nReporting-MTA: dns;LO2P.office.example\nReceived-From-MTA: dns;relay.example\nArrival-Date: Sat, 28 Nov 2026 09:59:58 +0000\n\nFinal-Recipient: rfc822;reader@gone.example\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound;\n Recipient not found by SMTP address lookup\nX-Display-Name: reader@gone.example",
				`Content-Type: message/rfc822\n\n${ours(name)}\nContent-Type: text/plain\n\nHello`,
			],
		),
	gmail: (name: string) =>
		report(
			`Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@big.example>\nTo: bounces+${name}@check.example\nAuto-Submitted: auto-replied\nSubject: Delivery Status Notification (Failure)\nX-Failed-Recipients: reader@big.example`,
			"0000000000001a2b3c",
			"delivery-status",
			[
				'Content-Type: multipart/related; boundary="0000000000001a2b3d"\n\n--0000000000001a2b3d\nContent-Type: text/plain; charset="UTF-8"\n\n** Address not found **\n\nYour message wasn\'t delivered to reader@big.example.\n\n--0000000000001a2b3d--',
				"Content-Type: message/delivery-status\n\nReporting-MTA: dns; big.example\nArrival-Date: Sat, 28 Nov 2026 02:00:00 -0800 (PST)\nX-Original-Message-ID: <mes_1@check.example>\n\nFinal-Recipient: rfc822; reader@big.example\nAction: failed\nStatus: 5.2.2\nRemote-MTA: dns; mx.big.example. (192.0.2.26, the server for the domain big.example.)\nDiagnostic-Code: smtp; 552-5.2.2 The recipient's inbox is out of storage space and inactive. Please\n 552 5.2.2 direct the recipient to learn more",
				`Content-Type: message/rfc822\n\n${ours(name)}\n\nHello`,
			],
		),
	qmail: (name: string) =>
		`Return-Path: <>\nFrom: MAILER-DAEMON@qmail.example\nTo: bounces+${name}@check.example\nSubject: failure notice\n\nHi. This is the qmail-send program at qmail.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<reader@gone.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${ours(name)}\n\nHello 552 5.2.2\n`,
	complaint: (name: string) =>
		report(
			"From: <feedback@big.example>\nTo: <abuse@check.example>\nSubject: FW: What was in the data\nDate: Sat, 28 Nov 2026 11:00:00 +0000",
			"part1_13d.2e68ed54_boundary",
			"feedback-report",
			[
				'Content-Type: text/plain; charset="US-ASCII"\n\nThis is an email abuse report for an email message received from IP 192.0.2.1.',
				"Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\nOriginal-Rcpt-To: redacted@big.example",
				`Content-Type: message/rfc822\nContent-Disposition: inline\n\n${ours(name)}\n\nHello`,
			],
		),
	outOfOffice: (name: string) =>
		`From: Reader <reader@work.example>\nTo: bounces+${name}@check.example\nSubject: Automatic reply: What was in the data\nAuto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\n\nI am away until 5.1.1 Monday. 550 people answer instead.\n`,
	vacationOld: (name: string) =>
		`From: Reader <reader@work.example>\nTo: news@check.example\nSubject: away\nPrecedence: auto_reply\nIn-Reply-To: <mes_1.${name}@check.example>\n\nBack soon.\n`,
	person: (name: string) =>
		`From: Reader <reader@work.example>\nTo: news@check.example\nSubject: Re: What was in the data\nIn-Reply-To: <mes_1.${name}@check.example>\n\nThank you. Is 550 5.1.1 my number?\n`,
};
