/** Events as mail providers send them, with invented people, each with what it is. `id` is the Message-ID of our mail. Truth first. */
type Kind = "no-such-address" | "not-accepting" | "failed" | "complaint" | "delayed" | "other";
type Event = [title: string, kind: Kind, write: (id: string) => unknown];

const to = "reader@gone.example";
const event = (type: string, data: object) => ({ type, timestamp: "2026-11-28T10:00:00Z", data });

export const webhookEvents: Event[] = [
	// A provider of the Standard Webhooks' own form.
	[
		"bounced for good",
		"no-such-address",
		(id) =>
			event("email.bounced", {
				message_id: id,
				to: [to],
				bounce: { type: "Permanent", subType: "General", message: "550 5.1.1 user unknown" },
			}),
	],
	[
		"bounced for good without a code",
		"failed",
		(id) =>
			event("email.bounced", {
				message_id: id,
				bounce: { type: "Permanent", message: "The recipient's mail server rejected it." },
			}),
	],
	[
		"bounced for now",
		"delayed",
		(id) =>
			event("email.bounced", {
				message_id: id,
				bounce: { type: "Transient", subType: "General", message: "450 4.2.1 later" },
			}),
	],
	[
		"bounced for now, mailbox full",
		"delayed",
		(id) => event("email.bounced", { message_id: id, bounce: { type: "Transient", subType: "MailboxFull" } }),
	],
	[
		"suppressed by the provider",
		"failed",
		(id) => event("email.failed", { message_id: id, failed: { reason: "reached_daily_quota" } }),
	],
	["delayed", "delayed", (id) => event("email.delivery_delayed", { message_id: id })],
	["complained", "complaint", (id) => event("email.complained", { message_id: id })],
	...["sent", "delivered", "opened", "clicked", "scheduled", "received"].map(
		(what): Event => [what, "other", (id) => event(`email.${what}`, { message_id: id, note: "550 5.1.1" })],
	),
	// The events of other providers, handed on in that form.
	[
		"SES: a bounce",
		"no-such-address",
		(id) =>
			event("Bounce", {
				notificationType: "Bounce",
				bounce: {
					bounceType: "Permanent",
					bounceSubType: "General",
					bouncedRecipients: [
						{ emailAddress: to, action: "failed", status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 unknown" },
					],
				},
				mail: { messageId: "0100018c-1", headers: [{ name: "Message-ID", value: id }] },
			}),
	],
	[
		"SES: a bounce for now",
		"delayed",
		(id) =>
			event("Bounce", {
				bounce: { bounceType: "Transient", bounceSubType: "MailboxFull", bouncedRecipients: [{ emailAddress: to }] },
				mail: { headers: [{ name: "Message-ID", value: id }] },
			}),
	],
	[
		"SES: on its own list",
		"failed",
		(id) =>
			event("Bounce", {
				bounce: {
					bounceType: "Permanent",
					bounceSubType: "OnAccountSuppressionList",
					bouncedRecipients: [
						{
							emailAddress: to,
							action: "failed",
							diagnosticCode:
								"Amazon SES did not send the message to this address because it is on the suppression list",
						},
					],
				},
				mail: { headers: [{ name: "Message-ID", value: id }] },
			}),
	],
	[
		"SES: a complaint",
		"complaint",
		(id) =>
			event("Complaint", {
				complaint: { complaintFeedbackType: "abuse" },
				mail: { headers: [{ name: "Message-ID", value: id }] },
			}),
	],
	[
		"SES: a complaint that it was not spam",
		"other",
		(id) =>
			event("Complaint", {
				complaint: { complaintFeedbackType: "not-spam" },
				mail: { headers: [{ name: "Message-ID", value: id }] },
			}),
	],
	[
		"SES: delivered",
		"other",
		(id) =>
			event("Delivery", {
				mail: { headers: [{ name: "Message-ID", value: id }] },
				delivery: { smtpResponse: "250 2.6.0 ok" },
			}),
	],
	[
		"SES: delayed",
		"delayed",
		(id) =>
			event("DeliveryDelay", {
				deliveryDelay: { delayType: "MailboxFull" },
				mail: { headers: [{ name: "Message-ID", value: id }] },
			}),
	],
	[
		"SES: refused before it was sent",
		"failed",
		(id) =>
			event("Reject", { reject: { reason: "Bad content" }, mail: { headers: [{ name: "Message-ID", value: id }] } }),
	],
	[
		"Postmark: a hard bounce",
		"no-such-address",
		(id) =>
			event("Bounce", {
				RecordType: "Bounce",
				Type: "HardBounce",
				MessageID: id,
				Details: "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
			}),
	],
	[
		"Postmark: a soft bounce",
		"delayed",
		(id) => event("SoftBounce", { RecordType: "Bounce", MessageID: id, Details: "smtp;452 4.2.2 full" }),
	],
	[
		"Postmark: a complaint",
		"complaint",
		(id) => event("SpamComplaint", { RecordType: "SpamComplaint", MessageID: id }),
	],
	[
		"Mailgun: failed for good",
		"no-such-address",
		(id) =>
			event("failed", {
				severity: "permanent",
				reason: "bounce",
				"delivery-status": { code: 550, "enhanced-code": "5.1.1", message: "user unknown" },
				message: { headers: { "message-id": id.slice(1, -1) } },
			}),
	],
	[
		"Mailgun: failed for now",
		"delayed",
		(id) =>
			event("failed", {
				severity: "temporary",
				reason: "generic",
				"delivery-status": { code: 452 },
				message: { headers: { "message-id": id.slice(1, -1) } },
			}),
	],
	[
		"Mailgun: complained",
		"complaint",
		(id) => event("complained", { message: { headers: { "message-id": id.slice(1, -1) } } }),
	],
	[
		"SendGrid: a bounce",
		"no-such-address",
		(id) => event("bounce", { "smtp-id": id, type: "bounce", status: "5.1.1", reason: "550 5.1.1 unknown" }),
	],
	[
		"SendGrid: blocked",
		"failed",
		(id) => event("bounce", { "smtp-id": id, type: "blocked", status: "5.7.1", reason: "550 5.7.1 blocked for spam" }),
	],
	[
		"SendGrid: deferred",
		"delayed",
		(id) => event("deferred", { "smtp-id": id, response: "450 4.2.0 later", attempt: "5" }),
	],
	["SendGrid: dropped", "failed", (id) => event("dropped", { "smtp-id": id, reason: "Bounced Address" })],
	["SendGrid: spam", "complaint", (id) => event("spamreport", { "smtp-id": id })],
	[
		"Brevo: a hard bounce",
		"no-such-address",
		(id) => event("hard_bounce", { "message-id": id, reason: "550 5.1.1 unknown" }),
	],
	["Brevo: a soft bounce", "delayed", (id) => event("soft_bounce", { "message-id": id, reason: "452 4.2.2 full" })],
	["Brevo: deferred", "delayed", (id) => event("deferred", { "message-id": id })],
	["Brevo: an invalid address", "no-such-address", (id) => event("invalid_email", { "message-id": id })],
	["Brevo: blocked", "failed", (id) => event("blocked", { "message-id": id })],
	[
		"Mandrill: rejected",
		"failed",
		(id) => event("reject", { msg: { metadata: { id }, reject: { reason: "hard-bounce" } } }),
	],
	[
		"SparkPost: a bounce",
		"no-such-address",
		(id) => event("bounce", { bounce_class: "10", raw_reason: "550 5.1.1 unknown", rcpt_meta: { id } }),
	],
	[
		"SparkPost: a bounce that came later",
		"not-accepting",
		(id) => event("out_of_band", { bounce_class: "22", raw_reason: "552 5.2.2 mailbox full", rcpt_meta: { id } }),
	],
	[
		"SparkPost: refused for its policy",
		"failed",
		(id) => event("policy_rejection", { raw_reason: "554 5.7.1 policy", rcpt_meta: { id } }),
	],
	["SparkPost: a complaint", "complaint", (id) => event("spam_complaint", { fbtype: "abuse", rcpt_meta: { id } })],
	[
		"MailerSend: a hard bounce",
		"no-such-address",
		(id) => event("activity.hard_bounced", { email: { message: { id } }, morph: { reason: "550 5.1.1 unknown" } }),
	],
	["MailerSend: a soft bounce", "delayed", (id) => event("activity.soft_bounced", { email: { message: { id } } })],
	["Mailjet: blocked", "failed", (id) => event("blocked", { CustomID: id, error: "preblocked" })],
	// Odd ones.
	["a type in capitals", "no-such-address", (id) => event("EMAIL.BOUNCED", { id, said: "550 5.1.1 unknown" })],
	["an unknown type", "other", (id) => event("email.teleported", { id, said: "550 5.1.1 unknown" })],
	["an unsubscription", "other", (id) => event("email.unsubscribed", { id })],
	[
		"the delivery's name in a list in a list",
		"no-such-address",
		(id) => event("email.bounced", { a: [[{ b: [id] }]], c: ["550 5.1.1 unknown"] }),
	],
	[
		"the delivery's name in capitals",
		"no-such-address",
		(id) => event("email.bounced", { id: id.toUpperCase(), said: "550 5.1.1 unknown" }),
	],
	[
		"the delivery's name without its brackets",
		"no-such-address",
		(id) => event("email.bounced", { id: id.slice(1, -1), said: "550 5.1.1 unknown" }),
	],
	[
		"the returned mail in base64",
		"no-such-address",
		(id) => event("mail.returned", { mail: Buffer.from(mail(id)).toString("base64") }),
	],
	["the returned mail with bare line feeds", "no-such-address", (id) => event("mail.returned", { mail: mail(id) })],
	["no type", "other", (id) => ({ data: { id } })],
	["no data", "other", () => ({ type: "email.bounced" })],
	["data that is a text", "other", (id) => ({ type: "email.bounced", data: id })],
	["a list of events", "other", (id) => [event("email.bounced", { id })]],
	["a number", "other", () => 4711],
	["null", "other", () => null],
	[
		"nothing of ours",
		"other",
		() => event("email.bounced", { id: "<other@check.example>", said: "550 5.1.1 unknown" }),
	],
];

const mail = (id: string) =>
	`Return-Path: <>\nFrom: MAILER-DAEMON@relay.example\nTo: somebody@check.example\nSubject: Undelivered\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="=_b"\n\n--=_b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\nFinal-Recipient: rfc822; reader@gone.example\nAction: failed\nStatus: 5.1.1\n\n--=_b\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${id}\n\n--=_b--\n`;
