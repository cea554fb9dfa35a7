import type { generalTopics } from "../../schema";
import { heading, list, type PageSource, steps, text } from "../content-blocks";
import { examples } from "./examples";

export default {
	"spotting-scams": {
		title: "How to spot scams",
		lead: "After an incident like this, criminals send fake messages. You can learn to spot them.",
		blocks: [
			heading("Five signs"),
			list(
				"Authority: it says it comes from someone important, such as us, your bank or the police.",
				"Urgency: it says you must act now.",
				"Emotion: it tries to frighten you or give you hope.",
				"Scarcity: it offers something that only a few people can get.",
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
				"If you paid or gave bank details, call {bank}. This number reaches most banks.",
				"If you gave a password, change it wherever you use it.",
				"Report it to {fraud}.",
			),
		],
	},
	safety: {
		title: "If you are worried about your safety",
		lead: "If you are in danger now, call {emergency}.",
		blocks: [
			heading("If you are in danger now"),
			list(
				"Call {emergency} and ask for the police.",
				"If you cannot speak, call {emergency} from a mobile and listen. Press {silent-call} when you are asked to.",
				"Pressing {silent-call} puts you through to the police. It does not tell them where you are.",
				"Listen to their questions. Cough or tap the phone if you cannot answer.",
				"On a landline, pressing {silent-call} does not work. Stay on the line and make a noise if you can.",
				"If you type, call {emergency-relay} with the Relay UK app or a textphone.",
				"If you cannot make calls, {emergency-text}. Sign up today: {emergency-text} with the word REGISTER.",
			),
			heading("Talk to us"),
			text("Call our safety contact on {safety}, or write to {safety-email}. The line is open {safety-hours}."),
			list(
				"You do not have to prove anything.",
				"Tell us if it is not safe to call or write to you.",
				"Tell us how you would like us to contact you.",
			),
			heading("Helplines"),
			text("These helplines are free, day and night. They help anyone who is afraid of someone close to them."),
			list("{abuse-helplines}"),
			list(
				"If someone is stalking you, call the National Stalking Helpline on {stalking}.",
				"If you feel you cannot cope, call Samaritans on {samaritans}. It is free, day and night.",
			),
			heading("Who this is for"),
			list(
				"You keep your address private because of someone.",
				"You are afraid of what others might do if they learn your views.",
				"Someone has threatened you.",
				"You are worried about someone else.",
			),
			heading("What you can do"),
			steps(
				"Tell someone you trust.",
				"Make a note of what happened, and when.",
				"Keep messages and letters. Take a photo of them.",
				"Tell the police about any threat.",
				"If you live or work with others, ask them not to share details about you.",
			),
			heading("When you use this site"),
			list(
				"Use a phone or computer that the person you are worried about cannot see.",
				"Press “Exit this page” to leave quickly. It also signs you out.",
				"On a keyboard, you can press Shift three times instead.",
				"Your browser may still list the pages you visited. You can clear its history.",
			),
		],
	},
	"helping-someone": {
		title: "Helping someone else",
		lead: "You can help a friend or someone in your family without taking over.",
		blocks: [
			heading("How to help"),
			steps(
				"Sit with them and read this site together.",
				"Let them enter their own email address and code.",
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
				"Read our page for [people who do not use email](without-email).",
				"Ask us for large print, easy read, braille, audio or a sign language video.",
			),
			heading("If you have legal authority to act for them"),
			text(
				"You may have legal authority to act for them, such as power of attorney. Call {helpline} and we will help you both.",
			),
			heading("If someone has died"),
			text("We are sorry. Call {helpline} and we will help you."),
		],
	},
	"without-email": {
		title: "If you do not use email",
		lead: "You do not need email to get help.",
		blocks: [
			heading("Ask us"),
			list(
				"Call our helpline on {helpline}. It is open {helpline-hours}.",
				"Or write to us: {post}.",
				"Ask what happened and what you can do. We cannot look up your answer by phone or letter yet.",
				"You can ask for a copy of the data we hold about you. Do not send bank details.",
			),
			heading("What you can do now"),
			list(
				"If a call feels wrong, hang up.",
				"Never give a code to a caller.",
				"Check your bank statements for payments you do not recognise.",
				"Call {bank} to reach your bank. This number works for most banks.",
				"Keep letters that seem to be from us. Call us to ask if they are real.",
			),
			heading("If you use Relay UK"),
			list(
				"To type, dial {relay-from-textphone} before our number.",
				"To speak to someone who types, dial {relay-from-telephone} before their number.",
			),
			heading("If you use British Sign Language"),
			text("Ask us for help in British Sign Language. A friend can call {helpline} for you."),
		],
	},
} satisfies Record<(typeof generalTopics)[number], PageSource>;
