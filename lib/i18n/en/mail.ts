export default {
	noLinks:
		"Our emails have no links and no attachments. We never ask you to tell us a password, bank details or a sign-in code.",
	checkIt:
		"To check that a message is from us, open our website the way you usually do. Read “Is this message really from us?” there, or call our helpline.",
	helpline: "Helpline: {telephone}, {hours}.",
	reminder: {
		subject: "Your reminder",
		asked: "You asked us to remind you about your plan.",
		howTo:
			"To carry on, open your browser and type our website address yourself, as you did before. Sign in, and choose “Your plan”. Do not follow a link to it.",
		stop: "This is the only reminder we will send. You can ask for another one on that page. If you did not ask for this, you can ignore it.",
	},
	signInAddress: {
		subject: "A change to how you sign in",
		added:
			"Someone signed in to our data incident website as you. They added another email address. Anyone who can read its email can now sign in and see your answers.",
		removed:
			"Someone signed in to our data incident website as you. They removed an email address. Nobody can sign in as you with that address any more.",
		notYou:
			"If this was you, you do not need to do anything. If it was not, call us on {telephone}, {hours}. You can also sign in and remove any address that is not yours.",
	},
	contactAddress: {
		subject: "Your contact address was changed",
		changed:
			"Someone signed in to our data incident website as you. They gave us a new email address for messages to you. We will not send them to this address any more.",
		removed:
			"Someone signed in to our data incident website as you. They removed this email address. We will not send messages to it any more.",
		notYou: "If this was you, you do not need to do anything. If it was not, call us on {telephone}, {hours}.",
	},
	newBrowser: {
		subject: "A sign-in with a new browser",
		with: "Someone has signed in to our data incident website with your email address, with {device}, on {at}. We have not seen you use that browser before.",
		at: "Someone has signed in to our data incident website with your email address on {at}. We have not seen you use that browser before.",
		notYou:
			"If this was you, there is nothing to do. If it was not, call us on {telephone}, {hours}. You can also sign in yourself and sign that browser out under “Where you are signed in”.",
	},
	code: {
		signInSubject: "Your sign-in code: {words}",
		addressSubject: "Your code to confirm this address: {words}",
		codeIs: "Your code is",
		asked: "Requested at {time} on {date}, UK time.",
		howTo:
			"Enter it on the page where you asked for it. It works once, for {minutes, plural, one {# minute} other {# minutes}}, and only in the browser you used.",
		longCode:
			"If that code has expired and no newer email arrives, use this long code. Ask for a code again in any browser, and enter this one instead. It works once, for {hours, plural, one {# hour} other {# hours}}.",
		words:
			"That page shows the same two words as the subject of this email: {words}. If the words differ, do not use the code.",
		notYou:
			"If you did not ask for a code, you can ignore this email. Nobody can sign in without a code. Do not share a code with anyone, including us.",
	},
};
