export default {
	// At the end of each mail.
	reference: "Reference of this message: {reference}",
	checkIt:
		"To check that this message is from us, open your browser and type {site} yourself. Choose “Is this message really from us?” and enter the reference. You will see exactly what we wrote.",
	noLinks: "Our emails have no links and no attachments. We never ask for a password, bank details or a sign-in code.",
	helpline: "Helpline: {telephone}, {hours}.",
	// The mail to people whose answer has changed. The subject says nothing to others who see a locked phone.
	changedSubject: "Please look at your answer again",
	changedBody:
		"You checked your records with us. It was about this: {incident}.\n\nWe know more now, and the answer that we gave you has changed. To see it, open your browser, type {site} yourself and sign in as you did before.\n\nIf you would like help, call our helpline: {helpline}, {hours}.",
	// The page that checks a message.
	title: "Check a message",
	lead: "Enter the reference at the end of the message, or paste the whole message. We compare it with everything we have sent.",
	typed: "Reference or message",
	hint: "A reference looks like MP-7Q4K-3D9T. You can also enter the sender’s address. We do not keep what you paste.",
	submit: "Check it",
	empty: "Enter a reference, or paste a message.",
	mistyped:
		"This reference is not complete, or a character is wrong. Look at it again. If it stays wrong, the message may not be ours.",
	unknown: "We have not sent a message with this reference. Do not act on the message. Do not reply to it.",
	same: "We sent this message",
	sameLead: "Every sentence is ours. We sent it on {time}.",
	partialLead: "Every sentence you pasted is ours, from a message we sent on {time}. It is only a part of it.",
	altered: "This is not what we sent",
	alteredLead: "It looks like our message of {time}, but it has been changed. Do not act on it. Do not reply to it.",
	notOurs: "We did not send this",
	notOursLead: "We have sent no message with these words. Do not act on it. Do not reply to it.",
	report: "Forward a suspicious email to {email}. Forward a suspicious text to {number}. Then delete it.",
	addedMark: "Not ours:",
	missingMark: "Left out:",
	another: "Check another message",
	toChecker: "Check a message you received",
	// The list of genuine messages.
	listTitle: "Messages we have sent",
	listTitlePage: "Messages we have sent, page {page}",
	listLead: "Every message we have sent to many people, with its exact words.",
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
		"under-review": "we could not rule out at the time",
		"not-found": "are not in the affected data",
		"not-checked": "had not checked their records",
	},
	words: "What it said",
	asksNothing: "It asks you for nothing: no password, no bank details, no code, no reply.",
	correctedBy: "We have corrected this message since: <link>{reference}</link>.",
	corrects: "This corrects an earlier message: <link>{reference}</link>.",
	onlyEnglish: "We sent this message in English only.",
	// The member's own messages.
	ownTitle: "Messages to you",
	ownLead: "Everything we have sent you about the incidents. We write to the email address you gave us.",
	ownEmpty: "We have not sent you any messages.",
	state: {
		accepted: "Your email provider took it",
		unknown: "It may not have arrived",
		"no-such-address": "It did not arrive: the address does not exist",
		"not-accepting": "It did not arrive: the inbox takes no mail",
		complaint: "Your email provider took it",
		failed: "It did not arrive",
	},
};
