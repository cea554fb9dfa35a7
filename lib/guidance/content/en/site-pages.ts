import type { standingPages } from "../../schema";
import { heading, list, note, type PageSource, steps, text } from "../content-blocks";

export default {
	overview: {
		title: "What to do after a data breach",
		lead: "Most people can stay safe with a few small steps. This page shows you how.",
		blocks: [
			heading("What a data breach is"),
			text(
				"A data breach is when data about you is lost, changed, or seen by someone who should not see it. It can be an attack or a mistake.",
			),
			text("You did nothing wrong. It is our job to look after your data."),
			heading("How it might affect you"),
			list(
				"You could get scam emails, texts, calls or letters in our name.",
				"Someone could try to get into your accounts.",
				"Someone could try to borrow or buy things in your name.",
				"You may feel worried. That is normal, and we can help.",
			),
			heading("Actions to take"),
			steps(
				"[Check your records](/sign-in) to see if you were affected, and how.",
				"Protect your email account with a passkey or 2-step verification.",
				"Change any password you used with us, wherever else you used it.",
				"Watch your bank account for payments you do not recognise.",
				"Take care with messages that use our name. See [how to spot scams](spotting-scams).",
			),
			heading("Report suspicious messages"),
			list(
				"Forward emails to {suspicious-email}.",
				"Forward texts to {suspicious-text}. It is free.",
				"Hang up on calls. Text the word CALL and the number to {suspicious-text}.",
			),
			heading("If you have lost money"),
			steps(
				"Call {bank} to reach your bank. This number works for most banks.",
				"Report it to {fraud}.",
				"Keep all messages and notes.",
			),
			note("If you are in danger", "Call {emergency}. See [what to do if you are worried about your safety](safety)."),
		],
	},
	verify: {
		title: "Is this message really from us?",
		lead: "If you are not sure, do not reply. Check it here first.",
		blocks: [
			heading("Check where it comes from"),
			text("We only use these websites: {domains}. Type the address yourself."),
			text("Our emails come from: {senders}. A sender can be faked, so this is not enough on its own."),
			heading("Look for the two words"),
			steps(
				"When you ask for a code, this site shows you two words.",
				"Our email with the code has the same two words at the end of its subject.",
				"If the words are not the same, do not use the code.",
			),
			heading("What we never do"),
			list(
				"We never send a link to sign in.",
				"We never ask you to tell us your code. Only enter it on this site.",
				"We never ask for a password or bank details.",
				"We never offer you money by email or text.",
				"We never ask you to move money or install an app.",
			),
			heading("Check what it says"),
			text(
				"All our news about the incident is in [our updates](/updates). If a message says something else, do not trust it.",
			),
			heading("If you are still not sure"),
			list(
				"Call our helpline on {helpline}.",
				"Forward a scam email to {suspicious-email}.",
				"Forward a scam text to {suspicious-text}.",
			),
		],
	},
	privacy: {
		title: "How this site uses your data",
		lead: "We use as little as we can, and only to give you an answer and help you.",
		blocks: [
			heading("Who we are"),
			text("{organisation} runs this site and decides how your data is used here. The law calls this the controller."),
			text("Our data protection officer is {dpo-name}. Write to {dpo}. By post, write to {dpo-post}."),
			text("Our registration number with the data regulator is {registration}."),
			heading("What we use, why and for how long"),
			list(
				"Your email address, to confirm it is yours and find your records. We store it encrypted.",
				"The code we send you. It works once, for 10 minutes. We delete the record of sending it within 3 days.",
				"One more detail, if you share an address. We keep only a coded copy that cannot be read, and only if it matches.",
				"Your answers, so that you can see whether they change.",
				"Your plan, so that you can carry on from where you stopped. If you ask for a reminder, we keep that until it is sent.",
				"Your contact details and choices, and a record of what you agreed to.",
				"The kind of browser you signed in with, so that you can see where you are signed in. We delete this about a month after you sign in.",
				"A coded mark of each browser you signed in with, so that we can tell you when somebody uses another. We delete it after 400 days without a sign-in.",
				"A fake message that you report to us. We delete it after 30 days.",
				"A log of what was done and when, to keep the site safe. It holds no address or name.",
			),
			text("{kept-for}"),
			heading("The lawful reasons"),
			{ kind: "list", items: ["{lawful-bases}"] },
			heading("What we do not do"),
			list(
				"We do not use this site for campaigning or fundraising.",
				"We do not sell your data. Companies that run this site for us may only do what we tell them.",
				"We do not track you. No other company sees your visit.",
				"We make no automated decisions about you. We only look up your records.",
			),
			heading("Your rights"),
			list(
				"Ask for a copy of your data.",
				"Ask us to correct it.",
				"Ask us to delete it.",
				"Ask us to use less of it, or object to how we use it.",
				"Ask for it in a form you can take with you.",
			),
			text(
				"Write to {dpo} or call {helpline}. You cannot do this on the site itself yet. Our data protection officer deals with each request. We must answer within one month.",
			),
			text(
				"You can see some of it yourself: [your answers](/check/history) and [where you are signed in](/devices). You can change [your contact details](/preferences) and [your addresses](/identifiers). You can object to campaigning in [your contact preferences](/preferences).",
			),
			heading("If you want to complain"),
			steps(
				"Complain to us first. Write to {dpo}. We will confirm within 30 days that we have received it.",
				"If you are not happy with our answer, complain to the {regulator-name}. Call {regulator} or visit {regulator-website}.",
			),
		],
	},
	accessibility: {
		title: "Accessibility of this site",
		lead: "We want everyone to be able to use this site.",
		blocks: [
			heading("What you can do here"),
			list(
				"Make the text up to four times as large and still read it.",
				"Use only a keyboard.",
				"Use a screen reader.",
				"Use it in light or dark colours, or the colours you have set.",
				"Use it without JavaScript.",
				"{in-welsh}Read it in English or in Welsh.",
				"Print your answer and your plan.",
			),
			heading("How well it meets the rules"),
			text(
				"We built this site to meet the Web Content Accessibility Guidelines, version 2.2, level AA. We have not yet had it checked independently.",
			),
			heading("How we tested it"),
			list(
				"A program called axe checks our pages in each of their states.",
				"We use every page by keyboard alone, without JavaScript.",
				"We look at it on a phone and a large screen, with text at double size.",
				"A readability formula checks how easy our guidance is to read.",
			),
			heading("What does not work well yet"),
			list(
				"{in-welsh}Some news may be in English for a while before it is in Welsh. We say so on the page.",
				"There is no sign language video on the site yet. Ask us for one.",
				"Disabled people have not yet tested it with us. We want to do this next.",
				"{in-welsh}Staff pages are only in English.",
			),
			heading("Ask for another format"),
			text(
				"You can ask for large print, easy read, braille, audio or a sign language video. Choose it in [your contact preferences](/preferences), or call {helpline}.",
			),
			heading("Tell us about a problem"),
			steps(
				"Write to {email} or call {helpline}.",
				"Tell us which page it was and what went wrong.",
				"We will tell you what we can do.",
			),
			text("If you are not happy with our answer, you can complain to {organisation}. Write to: {post}."),
		],
	},
} satisfies Record<(typeof standingPages)[number], PageSource>;
