export default {
	// At the end of each mail.
	reference: "Message reference: {reference}",
	checkIt:
		"To check that this message is from us, open your browser and type {site} yourself. Choose “Is this message really from us?” and enter the reference. You will see exactly what we wrote.",
	noLinks: "Our emails have no links and no attachments. We never ask for a password, bank details or a sign-in code.",
	helpline: "Helpline: {telephone}, {hours}.",
	// The text message to people whom no email reaches. It comes after the organisation's name. No link, and nothing for others to read.
	sms: "We have a message for you. Reference {reference}. We send no links. Look at our website, or call {telephone}.",
	// The mail to people whose answer has changed. The subject says nothing to others who see a locked phone.
	changedSubject: "Please look at your answer again",
	changedBody:
		"You checked whether your records were affected by this incident: {incident}.\n\nWe know more now, and the answer we gave you has changed. To see it, open your browser, type {site} yourself and sign in as you did before.\n\nIf you would like help, call our helpline: {helpline}, {hours}.",
	// What the drafts of an incident notice to other groups of people begin with, for staff to edit.
	linked: {
		subject: "About {organisation} and your data",
		in: "We are writing because your data was in this incident: {incident}.",
		unsure:
			"We cannot rule out that your data was in this incident: {incident}.\n\nWhen you checked, we could not give you a final answer. We will write to you when we know more.",
		notIn:
			"We are writing about this incident: {incident}.\n\nWhen you checked, we did not find you in the data that we know of. We will write to you if that changes.",
		notChecked:
			"We are writing about this incident: {incident}.\n\nYou have used our site, and have not looked yet whether your data was in it.",
		signIn: "To see your answer and what to do first, open your browser, type {site} yourself and sign in.",
		safe: "Others may write to you in our name. We never ask for a password, bank details or a sign-in code.",
		help: "If you would like help, call our helpline: {helpline}, {hours}.",
	},
	// The page that checks a message.
	title: "Check a message",
	lead: "Enter the reference at the end of the message, or paste the whole message. We compare it with everything we have sent.",
	typed: "Reference or message",
	hint: "A reference looks like MP-7Q4K-3D9T. You can also enter the sender’s address. We do not keep what you paste.",
	submit: "Check it",
	empty: "Enter a reference, or paste a message.",
	mistyped:
		"This reference is not complete, or a character is wrong. Check it. If it is still wrong, the message may not be ours.",
	unknown: "We have not sent a message with this reference. Do not act on the message. Do not reply to it.",
	same: "We sent this message",
	sameLead: "Every sentence is ours. We sent it on {time}.",
	partialLead: "Every sentence you pasted is ours, from a message we sent on {time}. It is only a part of it.",
	more: "Not all of this is ours",
	moreLead:
		"Our whole message of {time} is here, unchanged. We did not write the text below. Do not do what that text asks.",
	hidden: "These words are ours, but links in them are not",
	hiddenLead:
		"We sent these words on {time}. The protection of your email has put its own links in them. Do not press those. Type our address yourself.",
	hiddenMark: "A link put in by the protection of your email. We cannot see where it leads:",
	altered: "This is not what we sent",
	alteredLead: "It looks like our message of {time}, but it has been changed. Do not act on it. Do not reply to it.",
	notOurs: "We did not send this",
	notOursLead: "We have not sent a message with these words. Do not act on it. Do not reply to it.",
	several: "These words are from more than one message of ours",
	severalLead: "Every sentence is ours. To see whether a message is complete, paste one at a time.",
	namedIs: "What we really sent with the reference {reference}",
	picture: "If you copied the words from a picture, some letters may be wrong. Enter the reference instead.",
	report: "Forward a suspicious email to {email}. Forward a suspicious text to {number}. Then delete it.",
	addedMark: "Not ours:",
	missingMark: "Left out:",
	another: "Check another message",
	toChecker: "Check a message you received",
	// The list of genuine messages.
	listTitle: "Messages we have sent",
	listTitlePage: "Messages we have sent, page {page}",
	listLead: "Every message we have sent to groups of people, word for word.",
	listEmpty: "We have not sent any messages yet.",
	listPages: "Pages of messages",
	listLink: "All messages we have sent",
	// One message.
	sentOn: "Sent on {time}",
	referenceIs: "Reference {reference}",
	wentTo: "It went to people who",
	cohort: {
		affected: "are in the affected data",
		"unable-to-match": "we could not tell apart from someone else",
		"under-review": "did not have a final answer at the time",
		"not-found": "we did not find in the affected data",
		"not-checked": "had not checked their records",
		"in-data": "are in the data and had never signed in",
	},
	words: "What it said",
	asksNothing: "It does not ask you for anything: no password, no bank details, no code, no reply.",
	correctedBy: "We have corrected this message since: <link>{reference}</link>.",
	corrects: "This corrects an earlier message: <link>{reference}</link>.",
	asText: "Some people may have got this text message about it:",
	onlyEnglish: "We sent this message in English only.",
	// The member's own messages.
	ownTitle: "Messages to you",
	ownLead: "Everything we have sent you about the incidents, by email or by text message.",
	ownEmpty: "We have not sent you any messages.",
	state: {
		accepted: "Your email provider accepted it",
		unknown: "It may not have arrived",
		"no-such-address": "It did not arrive: the address does not exist",
		"not-accepting": "It did not arrive: the mailbox is not accepting email",
		complaint: "Your email provider accepted it",
		failed: "It did not arrive",
	},
	letterState: {
		sent: "We sent it to you by post",
		returned: "It did not arrive: the post returned it",
	},
	textState: {
		accepted: "We sent it to your mobile phone as a text message",
		unknown: "It may not have arrived",
		"no-such-address": "It did not arrive: the number does not exist",
		"not-accepting": "It did not arrive: the phone is not accepting messages",
		complaint: "We sent it to your mobile phone as a text message",
		failed: "It did not arrive",
	},
};
