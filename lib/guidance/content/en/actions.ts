import type { ActionSources } from "../content-blocks";

export default {
	"change-password": {
		title: "Change the password",
		why: "Someone could use it to get into your accounts.",
		steps: [
			"Change the password you used with us.",
			"Change it on every other site where you used it.",
			"Change any security answer you gave us too.",
			"Choose a passkey where a site offers one.",
			"If there is no passkey, let a password manager make a new password.",
			"Turn on 2-step verification.",
		],
	},
	"secure-email": {
		title: "Protect your email account",
		why: "Anyone who gets into your email can reset your other passwords.",
		steps: [
			"Open the security settings of your email account.",
			"Set up a passkey if you are offered one.",
			"If not, turn on 2-step verification.",
			"Use three random words for a password you must remember.",
			"Check that your mail is not being sent on to someone else.",
		],
	},
	"stay-safe": {
		title: "Tell us if you do not feel safe",
		why: "Some people are at risk if others learn where they live or what they believe.",
		steps: [
			"Call {emergency} if you are in danger now.",
			"Call our safety contact on {safety} if you are worried.",
			"Tell us how we can reach you safely.",
			"Read [what to do if you are worried about your safety](safety).",
		],
	},
	"watch-bank": {
		title: "Watch your bank account",
		why: "Someone could try to take a payment with your details.",
		steps: [
			"Look through your bank statements since the incident.",
			"Look for payments you do not recognise.",
			"If you find one, call {bank}. This number reaches most banks.",
			"Ask your bank for a refund under the Direct Debit Guarantee.",
			"Keep your account open. You do not need to close it.",
		],
	},
	"expect-calls": {
		title: "Expect scam calls and texts",
		why: "Someone could call or text you and pretend to be us.",
		steps: [
			"Never give a code to a caller.",
			"If a call feels wrong, hang up.",
			"Call back on a number you already have.",
			"Forward a scam text to {suspicious-text}. It is free.",
			"To report a call, text the word CALL and the number to {suspicious-text}.",
		],
	},
	"expect-emails": {
		title: "Expect scam emails in our name",
		why: "Someone could write to you and pretend to be us.",
		steps: [
			"Do not follow links in an email that seems to be from us.",
			"Type {domain} into your browser instead.",
			"Forward a scam email to {suspicious-email}.",
			"Then delete it.",
		],
	},
	"report-document": {
		title: "Tell the organisation that issued your document",
		why: "Someone could use the number to pretend to be you.",
		steps: [
			"Find out which document it was. Your answer on this site tells you.",
			"Contact whoever issued it, such as HM Passport Office.",
			"Tell them the number was in a data breach. Use their page for lost documents.",
			"Ask whether you need a new one.",
			"Make a note of who you spoke to, and when.",
		],
	},
	"check-credit": {
		title: "Check your credit report",
		why: "Someone could try to open an account in your name.",
		steps: [
			"Get your credit report from a credit reference agency.",
			"Look for accounts you did not open.",
			"If an account is not yours, tell the lender.",
			"Report it to {fraud}.",
			"Check your report again in three months.",
		],
	},
	"check-letters": {
		title: "Check letters that seem to be from us",
		why: "Someone could send a letter in our name.",
		steps: [
			"Compare the letter with [the updates on this site](/updates).",
			"If you have doubts, do not call a number in the letter.",
			"Do not scan a QR code in it.",
			"Call our helpline on {helpline} to ask if it is real.",
		],
	},
	"real-details": {
		title: "Do not trust a message just because it has your details",
		why: "A scam message can use correct details about you. Correct details do not prove a message is real.",
		steps: [
			"Stop and think when a message uses your details.",
			"Check whether the same news is in [our updates](/updates).",
			"Do not reply or pay until you are sure.",
			"Read [how to spot scams](spotting-scams).",
		],
	},
	"protective-registration": {
		title: "Think about Protective Registration",
		why: "Firms then do more checks before they open an account in your name.",
		steps: [
			"Read about it on the website of {cifas}.",
			"It costs {cifas-price}.",
			"It does not affect your credit score.",
			"Sign up online if you want it.",
		],
	},
	"get-support": {
		title: "Get support if this worries you",
		why: "You cannot change these details the way you change a password.",
		steps: [
			"Talk to someone you trust.",
			"Call our helpline on {helpline}.",
			"Keep a note of any threat or unfair treatment, with the date.",
			"If it happens at work, tell a manager you trust or your union.",
			"If someone threatens you, tell the police.",
		],
	},
	"use-your-rights": {
		title: "Know your rights",
		why: "The law gives this kind of data extra protection. We must be able to say why we hold it.",
		steps: [
			"Read why we hold it in your answer.",
			"Ask us for a copy if you want one.",
			"If you do not want us to use it, tell us to stop.",
			"Write to our data protection officer at {dpo}.",
		],
	},
	"check-details": {
		title: "Check that our records are right",
		why: "Some of our records may be lost or wrong.",
		steps: [
			"Look at [your contact details](/preferences).",
			"Correct anything that is wrong.",
			"If you pay us by Direct Debit, check your next bank statement.",
			"If something is missing, call us on {helpline}.",
		],
	},
	"other-addresses": {
		title: "Check other addresses you have used",
		why: "We can only find you by an address you have confirmed.",
		steps: [
			"Think of other email addresses you have used with us.",
			"[Add each one](/identifiers).",
			"Check your answer again.",
		],
	},
	"stay-alert": {
		title: "Know the signs of a scam",
		why: "Scams often follow the news, even months later.",
		steps: [
			"Read [how to spot scams](spotting-scams).",
			"Take care with messages that use our name.",
			"Forward scam emails to {suspicious-email}.",
			"Forward scam texts to {suspicious-text}.",
		],
	},
} satisfies ActionSources;
