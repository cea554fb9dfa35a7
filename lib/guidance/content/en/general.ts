import type { generalTopics } from "../../schema";
import { heading, list, note, type PageSource, steps, text } from "../content-blocks";
import { examples } from "./examples";

export default {
	"spotting-scams": {
		title: "How to spot scams",
		lead: "After an incident like this, some people send fake messages. You can learn to see them.",
		blocks: [
			heading("Five signs"),
			list(
				"Authority: it says it comes from someone important, such as us, your bank or the police.",
				"Urgency: it says you must act now.",
				"Emotion: it tries to scare you, or to give you hope.",
				"Scarcity: it offers something few people can get.",
				"Current events: it uses something in the news, such as this incident.",
			),
			heading("What we never do"),
			list(
				"We never send a link to sign in.",
				"We never ask for a code, a password or bank details.",
				"We never ask you to pay or to move money.",
			),
			heading("Examples"),
			text("These messages are made up. They show what a scam can look like."),
			...examples,
			heading("If you get one"),
			steps(
				"Stop. You do not have to answer.",
				"Forward an email to {suspicious-email}.",
				"Forward a text to {suspicious-text}. It is free.",
				"Hang up on a call. Text the word CALL and the number to {suspicious-text}.",
				"Delete it.",
			),
			heading("If you have already replied"),
			text("It can happen to anyone. Act soon."),
			steps(
				"If you paid or gave bank details, call {bank}. It reaches most banks.",
				"If you gave a password, change it wherever you use it.",
				"Report it to {fraud}.",
			),
		],
	},
	safety: {
		title: "If you are worried about your safety",
		lead: "If you are in danger now, call {emergency}.",
		blocks: [
			heading("Talk to us"),
			text("Call our safety contact on {safety}, or write to {safety-email}. The line is open {safety-hours}."),
			list(
				"You do not have to prove anything.",
				"Tell us if it is not safe to call or write to you.",
				"Tell us the way that suits you best.",
			),
			heading("Who this is for"),
			list(
				"You keep your address private because of someone.",
				"You are afraid of what others do if they learn your views.",
				"Someone has threatened you.",
				"You are worried about someone else.",
			),
			heading("What you can do"),
			steps(
				"Tell someone you trust.",
				"Write down what happened, and when.",
				"Keep messages and letters. Take a picture of them.",
				"Tell the police about any threat.",
				"If you live or work with others, tell them not to give out facts about you.",
			),
			heading("When you use this site"),
			list(
				"Use a phone or computer that the other person cannot see.",
				"Press “Exit this page” to leave fast. It signs you out too.",
				"Your browser may still keep a list of the pages you saw. You can clear it.",
			),
			note("If you cannot speak", "Call {emergency} and listen. They will tell you what to do."),
		],
	},
	"helping-someone": {
		title: "Helping someone else",
		lead: "You can help a friend or someone in your family without taking over.",
		blocks: [
			heading("How to help"),
			steps(
				"Sit with them and read this site together.",
				"Let them type in their own email address and code.",
				"Read their plan with them. Start at the top.",
				"Ask what they want to do. Let them choose.",
				"Look at new messages together for a while.",
			),
			heading("Please do not"),
			list(
				"Do not sign in with their code when they are not there.",
				"Do not keep their code or password.",
				"Do not blame them if they replied to a scam. It can happen to anyone.",
			),
			heading("If they cannot use this site"),
			list(
				"They can call our helpline on {helpline}. You can sit beside them.",
				"Read our page for [people without email](without-email).",
				"Ask us for large print, easy read, braille, sign language or sound.",
			),
			heading("If you act for them by law"),
			text("Perhaps a court or a signed paper lets you act for them. Call {helpline} and we will help you both."),
			heading("If someone has died"),
			text("We are sorry. Call {helpline} and we will help you."),
		],
	},
	"without-email": {
		title: "For people without email",
		lead: "You do not need email to get help.",
		blocks: [
			heading("Ask us"),
			steps(
				"Call our helpline on {helpline}. It is open {helpline-hours}.",
				"Or write to us: {post}.",
				"Ask what happened and what you can do. We cannot look up your answer by phone or letter yet.",
				"You can ask for a copy of the data we hold about you. Do not send bank details.",
			),
			heading("What you can do now"),
			list(
				"Hang up on any call that feels wrong.",
				"Never read out a code to a caller.",
				"Check your bank statements for payments you do not know.",
				"Call {bank} to reach your bank. It works for most banks.",
				"Keep letters that seem to be from us. Call us to ask if they are real.",
			),
			heading("If you use text relay"),
			list(
				"Dial {relay-from-textphone} and then our number if you type.",
				"Dial {relay-from-telephone} and then the number if you speak to someone who types.",
			),
			heading("If you use British Sign Language"),
			text("Ask us for help in British Sign Language. A friend can call {helpline} for you."),
		],
	},
} satisfies Record<(typeof generalTopics)[number], PageSource>;
