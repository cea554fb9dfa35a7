export default {
	noLinks:
		"Our emails hold no links and no attachments. We will never ask for a password, a bank detail or a sign-in code.",
	checkIt:
		"To check that a message is from us, open our website the way you usually do. Read “Is this message really from us?” there, or call our helpline.",
	helpline: "Helpline: {telephone}, {hours}.",
	reminder: {
		subject: "Your reminder",
		asked: "You asked us to remind you of your plan. It is still where you left it.",
		howTo:
			"To go on, open your browser and type the address of our website yourself, as you did before. Sign in, and choose “Your plan”. Do not follow a link to it.",
		stop: "This is the only reminder we send. You can ask for another one there. If you did not ask for this, you can ignore it.",
	},
	addresses: {
		subject: "A change to how you sign in",
		added:
			"Somebody signed in to our data incident website with your details. They added another email address. Whoever reads its mail can now sign in and see your answers.",
		removed:
			"Somebody signed in to our data incident website with your details. They took an email address off it. Nobody can sign in as you with that address any more.",
		notYou:
			"If this was you, there is nothing to do. If it was not, call us on {telephone}, {hours}. You can also sign in yourself and remove an address that is not yours.",
	},
	code: {
		signInSubject: "Your sign-in code: {words}",
		addressSubject: "Your code to confirm this address: {words}",
		codeIs: "Your code is",
		howTo:
			"Type it into the page where you asked for it. It works once, for {minutes, plural, one {# minute} other {# minutes}}, and only in the browser you asked in.",
		longCode:
			"If that code is too late, or no newer email comes, there is a long code. Ask for a code again in any browser, and type this one into the page. It works once, for {hours, plural, one {# hour} other {# hours}}.",
		words:
			"That page shows the same two words as the subject of this email: {words}. If the words differ, do not use the code.",
		notYou:
			"If you did not ask for a code, you can ignore this email. Nobody can sign in without a code. Do not give one to anybody, and not to us either.",
	},
};
