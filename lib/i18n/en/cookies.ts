export default {
	title: "Cookies on this site",
	lead: "We only use cookies that this site needs to work, so we do not ask you to accept any.",
	what: "What a cookie is",
	whatText: "A cookie is a small file that your browser keeps for a site. Your browser sends it back on each visit.",
	ours: "The cookies we use",
	caption: "Cookies this site sets, and what each one is for",
	name: "Name",
	purpose: "What it is for",
	when: "When it is set",
	ends: "When it ends",
	cookie: {
		member: {
			purpose: "Keeps you signed in. It also makes sure you can get a code if someone else asks for too many.",
			when: "When you sign in.",
			ends: "When you sign out or close your browser.",
		},
		browser: {
			purpose: "Lets us recognise this browser. If someone signs in as you with another one, we email you.",
			when: "When you sign in.",
			ends: "When you sign out, or after 400 days.",
		},
		"code-sign-in": {
			purpose: "Makes sure your code only works in the browser that asked for it.",
			when: "When you open the page that asks for your address.",
			ends: "An hour after you ask for a code, or when you sign out.",
		},
		"code-address": {
			purpose: "Does the same when you add another address.",
			when: "When you open the page to add an address.",
			ends: "An hour after you ask for a code, or when you sign out.",
		},
		typed: {
			purpose: "Keeps what you have typed when you change the language of a page.",
			when: "When you change the language of a page with a form.",
			ends: "When the page opens in the other language, or after 5 minutes.",
		},
		staff: {
			purpose: "Keeps our staff signed in, and makes sure they can get a code.",
			when: "When a member of staff signs in.",
			ends: "When they sign out or close their browser.",
		},
		"code-staff": {
			purpose: "The same, for staff.",
			when: "When a member of staff opens the sign-in page.",
			ends: "An hour after they ask for a code, or when they sign out.",
		},
		authjs: {
			purpose: "Protects sign-in with an account from another service.",
			when: "Only if you choose to sign in that way.",
			ends: "After 15 minutes, or when you close your browser.",
		},
	},
	kept: "What your browser tab keeps for a short time",
	keptText:
		"When you send a form, the tab keeps what you typed until our answer arrives. If the connection breaks, go back and it is still there. We never see this copy.",
	notUsed: "What we do not use",
	notUsedText: "We do not count or track visitors. No other company sets a cookie here.",
	off: "If you turn cookies off",
	offText: "You can still read all the guidance and updates, but you cannot sign in.",
};
