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
		why: "Your email account can open your other accounts.",
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
			"Look for payments you do not know.",
			"Call {bank} if you find one. It reaches most banks.",
			"Ask your bank for a refund under the Direct Debit Guarantee.",
			"Keep your account open. You do not need to close it.",
		],
	},
	"expect-calls": {
		title: "Expect scam calls and texts",
		why: "Someone could call or text you and say they are us.",
		steps: [
			"Never read out a code to a caller.",
			"Hang up if a call feels wrong.",
			"Call back on a number you know.",
			"Forward a scam text to {suspicious-text}. It is free.",
			"To report a call, text the word CALL and the number to {suspicious-text}.",
		],
	},
	"expect-emails": {
		title: "Expect scam emails in our name",
		why: "Someone could write to you and say they are us.",
		steps: [
			"Do not use a link in an email that seems to be from us.",
			"Type {domain} into your browser instead.",
			"Forward a scam email to {suspicious-email}.",
			"Then delete it.",
		],
	},
	"report-document": {
		title: "Tell the office that issued your document",
		why: "Someone could use the number to say they are you.",
		steps: [
			"Find out which document it was. Your answer on this site says so.",
			"Find the office that issued it, such as the passport office.",
			"Tell them the number was exposed. Use their page for lost documents.",
			"Ask if you need a new one.",
			"Write down who you spoke to and when.",
		],
	},
	"check-credit": {
		title: "Check your credit report",
		why: "Someone could try to open an account in your name.",
		steps: [
			"Get your credit report from a credit agency.",
			"Look for accounts you did not open.",
			"Tell the lender if one is not yours.",
			"Report it to {fraud}.",
			"Look at your report again in three months.",
		],
	},
	"check-letters": {
		title: "Check letters that seem to be from us",
		why: "Someone could send a letter in our name.",
		steps: [
			"Compare the letter with [the updates on this site](/updates).",
			"Do not call a number in a letter you doubt.",
			"Do not scan a code in it.",
			"Call our helpline on {helpline} to ask if it is real.",
		],
	},
	"real-details": {
		title: "Do not trust a message because it knows you",
		why: "Scam messages can use true facts about you. True facts prove nothing.",
		steps: [
			"Stop and think when a message uses your details.",
			"Look for the same news in [our updates](/updates).",
			"Do not reply or pay until you are sure.",
			"Read [how to spot scams](spotting-scams).",
		],
	},
	"protective-registration": {
		title: "Think about Protective Registration",
		why: "It asks firms to do more checks before they open an account in your name.",
		steps: [
			"Read about it on the website of {cifas}.",
			"It costs {cifas-price}.",
			"It does not change your credit score.",
			"Sign up online if you want it.",
		],
	},
	"get-support": {
		title: "Get support if this worries you",
		why: "These facts about you cannot be changed like a password.",
		steps: [
			"Talk to someone you trust.",
			"Call our helpline on {helpline}.",
			"Write down any threat or unfair treatment, with the date.",
			"If it happens at work, tell a manager you trust or your union.",
			"If someone threatens you, tell the police.",
		],
	},
	"use-your-rights": {
		title: "Know what you can ask of us",
		why: "The law gives this kind of data extra care. We must be able to say why we hold it.",
		steps: [
			"Read in your answer why we hold it.",
			"Ask us for a copy if you want one.",
			"Tell us to stop if you do not want us to use it.",
			"Write to our data protection officer at {dpo}.",
		],
	},
	"check-details": {
		title: "Check that our records are right",
		why: "Some of our records may be lost or wrong.",
		steps: [
			"Look at [your contact details](/preferences).",
			"Put right what is wrong.",
			"If you pay us by Direct Debit, check your next bank statement.",
			"Tell us on {helpline} if something is missing.",
		],
	},
	"other-addresses": {
		title: "Check other addresses you have used",
		why: "We can only find you by an address you have shown is yours.",
		steps: [
			"Think of other email addresses you have used with us.",
			"[Add each one](/identifiers).",
			"Look at your answer again.",
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
