export default {
	title: "Cookies on this site",
	lead: "We only use cookies the site cannot work without. So there is nothing to accept.",
	what: "What a cookie is",
	whatText: "A cookie is a small note that your browser keeps for a site. It is sent back on each visit.",
	ours: "The cookies we use",
	caption: "Cookies this site sets, and what each one is for",
	name: "Name",
	purpose: "What it is for",
	when: "When it is set",
	ends: "When it ends",
	cookie: {
		member: {
			purpose: "Keeps you signed in. It also keeps some codes back for you, should others ask for too many.",
			when: "When you sign in.",
			ends: "When you sign out or close your browser.",
		},
		"code-sign-in": {
			purpose: "Makes sure your code only works in the browser that asked for it.",
			when: "When you ask for a code.",
			ends: "When you are signed in, sign out or close your browser.",
		},
		"code-address": {
			purpose: "Does the same when you add another address.",
			when: "When you ask for a code for another address.",
			ends: "When the address is added, you sign out, or you close your browser.",
		},
		typed: {
			purpose: "Keeps what you have typed when you change the language of a page.",
			when: "When you change the language of a page with a form.",
			ends: "When the page is there in the other language, or after 5 minutes.",
		},
		staff: {
			purpose: "Keeps our staff signed in, and some codes back for them.",
			when: "When a member of staff signs in.",
			ends: "When they sign out or close their browser.",
		},
		"code-staff": {
			purpose: "Does for staff what the code cookie does for you.",
			when: "When a member of staff asks for a code.",
			ends: "When they are signed in, sign out or close their browser.",
		},
		authjs: {
			purpose: "Keeps the way safe when you sign in with an account you have elsewhere.",
			when: "Only if you choose to sign in that way.",
			ends: "After 15 minutes, or when you close your browser.",
		},
	},
	notUsed: "What we do not use",
	notUsedText: "We do not count or follow visitors. No other company sets a cookie here.",
	off: "If you turn cookies off",
	offText: "You can still read all guidance and updates. You cannot sign in.",
};
