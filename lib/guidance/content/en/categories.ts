import type { DataCategory } from "../../../data-categories";
import { actions, heading, list, note, type PageSource, steps, text } from "../content-blocks";

const means = heading("What this could mean");
const first = heading("What to do first");
const know = heading("Good to know");

export default {
	name: {
		title: "If your name was in the data",
		lead: "Your name alone does not give much away, but it can make a scam look real.",
		blocks: [
			means,
			list(
				"A scam message could greet you by name.",
				"Someone could use your name with other details about you.",
				"Nobody can open an account with your name alone.",
			),
			first,
			actions,
			know,
			text("You did nothing wrong. You do not need to change your name or your accounts."),
		],
	},
	"email-address": {
		title: "If your email address was in the data",
		lead: "The main risk is a scam email that uses our name. Protect your email account first.",
		blocks: [
			means,
			list(
				"You could get emails that look as if they came from us.",
				"They may offer you a refund, or ask you to reset a password.",
				"They could come many months from now.",
			),
			first,
			actions,
			know,
			list(
				"Nobody can read your email just because they know your address.",
				"Our emails never have a link to sign in.",
				"See [how to tell if a message is from us](/verify).",
			),
		],
	},
	"telephone-number": {
		title: "If your telephone number was in the data",
		lead: "The main risk is a scam call or text. You can always hang up.",
		blocks: [
			means,
			list(
				"Someone could call you and say they are from us, your bank or the police.",
				"A text could ask you to follow a link or call a number.",
				"The number on your screen can be faked.",
			),
			first,
			actions,
			know,
			list(
				"We will never ask you for a code on the phone.",
				"A real caller will not mind if you hang up and call back.",
			),
		],
	},
	"postal-address": {
		title: "If your postal address was in the data",
		lead: "The main risk is a scam letter. For some people, it can also be about safety.",
		blocks: [
			means,
			list(
				"A letter could use our name and ask for money or details.",
				"Someone could use your address with your name and date of birth.",
				"If you keep your address private, this may worry you.",
			),
			first,
			actions,
			know,
			note("If you keep your address private", "Please tell our safety contact on {safety}. We will listen and help."),
		],
	},
	"date-of-birth": {
		title: "If your date of birth was in the data",
		lead: "Together with your name and address, it could help someone pretend to be you.",
		blocks: [
			means,
			list(
				"Someone could try to open an account in your name.",
				"Someone could use it to pass a security check.",
				"Most firms ask for more than this before they open an account.",
			),
			first,
			actions,
			know,
			list(
				"A letter about an account you did not open is a warning sign. Act on it soon.",
				"Looking at your own credit report does not affect your score.",
			),
		],
	},
	password: {
		title: "If a password or security answer was in the data",
		lead: "Change it now, wherever you used it.",
		blocks: [
			means,
			list(
				"Someone could try the password on other sites.",
				"Someone could use a security answer to get into an account.",
				"Someone could send you the password to scare you.",
			),
			first,
			actions,
			heading("If a message shows you an old password"),
			text(
				"Some criminals send people an old password with a threat, to make them pay. They rarely know anything else.",
			),
			steps(
				"Do not reply.",
				"Do not pay.",
				"Forward the email to {suspicious-email}.",
				"Delete it.",
				"Change that password wherever you still use it.",
			),
			know,
			list(
				"A passkey is the safest way to sign in. Nobody can guess it.",
				"This site does not use passwords. We send you a code.",
			),
		],
	},
	"bank-details": {
		title: "If your bank details were in the data",
		lead: "Watch your account for payments you do not recognise. You do not need to close it.",
		blocks: [
			means,
			list(
				"Someone could try to set up a Direct Debit with your details.",
				"Someone could call and say they are your bank.",
				"These details alone do not let anyone into your account.",
			),
			first,
			actions,
			know,
			list(
				"The Direct Debit Guarantee gives you your money back if a payment is wrong.",
				"Your bank never asks you to move money to keep it safe.",
				"{bank} never calls you. If you get a call from it, hang up.",
			),
		],
	},
	membership: {
		title: "If your membership was in the data",
		lead: "It could tell others what you believe. The law gives this extra protection.",
		blocks: [
			means,
			list(
				"Others could learn that you are or were a member.",
				"A scam could ask you to renew or to pay.",
				"You may worry about what people at work or at home will think.",
			),
			first,
			actions,
			know,
			list(
				"You do not have to talk about it with anyone.",
				"You may have rights if you are treated badly at work for your views.",
			),
		],
	},
	"political-opinion": {
		title: "If your political opinions were in the data",
		lead: "You cannot change this as you would a password. The law gives it extra protection.",
		blocks: [
			means,
			list(
				"Others could learn what you told us about your views.",
				"Someone could use it to upset you or put pressure on you.",
				"A scam could mention a cause you care about.",
			),
			first,
			actions,
			know,
			list("You have a right to your views.", "You can ask us to stop using what we hold about them."),
		],
	},
	"trade-union": {
		title: "If your trade union membership was in the data",
		lead: "This may worry you at work. You have rights, and you can get help.",
		blocks: [
			means,
			list(
				"Others could learn that you belong to a union.",
				"You may worry that your manager will find out.",
				"A scam could use the name of your union.",
			),
			first,
			actions,
			know,
			list(
				"It is against the law to treat you badly at work for being in a union.",
				"Your union can help and support you.",
			),
		],
	},
	"identity-document": {
		title: "If the number of an identity document was in the data",
		lead: "Tell whoever issued it. Then watch for accounts you did not open.",
		blocks: [
			means,
			list(
				"Someone could use the number to pretend to be you.",
				"It is more useful to them if they also have your name and date of birth.",
				"They do not have the document itself.",
			),
			first,
			actions,
			know,
			list("The number alone is often not enough to open an account.", "You may not need a new document. Ask first."),
		],
	},
	donations: {
		title: "If your donations were in the data",
		lead: "A scam could mention what you gave, and when. That does not make it real.",
		blocks: [
			means,
			list(
				"A message could thank you for a real gift and ask for more.",
				"A message could say that you are due a refund.",
				"Others could learn which cause you gave to.",
			),
			first,
			actions,
			know,
			list(
				"Our emails about this incident never ask you to donate.",
				"If you are not sure about a message, call {helpline}.",
			),
		],
	},
	correspondence: {
		title: "If your letters or messages to us were in the data",
		lead: "A scam could quote your own words. That does not make it real.",
		blocks: [
			means,
			list(
				"A message could carry on a real conversation with us.",
				"It could ask you to open a file or follow a link.",
				"Others could learn what you told us.",
			),
			first,
			actions,
			know,
			list(
				"Think about what you wrote, and look out for messages that use it.",
				"If you wrote to us about something private, call {helpline}. We will tell you what we know.",
			),
		],
	},
} satisfies Record<DataCategory, PageSource>;
