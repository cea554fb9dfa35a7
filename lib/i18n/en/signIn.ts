export default {
	title: "Check your records",
	lead: "We email you a code and you type it in. There is no password.",
	email: "Email address",
	emailHint: "The one we may have for you. You can add others once you are in.",
	sendCode: "Email me a code",
	singleSignOn: "Sign in with your {organisation} account",
	or: "Or use a code by email:",
	same: "Everybody sees the same pages here, so nobody can find out from them whether an address is in our records.",
	withoutEmail: "I do not use email",
	withoutEmailText:
		"You need an email address to see your own answer here. Our helpline can tell you what happened and what to do.",
	withoutEmailLink: "Get help without email",
	notAnAddress: "Enter an email address, such as name@example.org",
	ended: "You were signed out because nothing happened for a while. Sign in again to carry on where you were.",
	signedOut:
		"You are signed out. This site has left nothing about you in this browser. The browser's own history may still show which pages you opened.",
	code: {
		title: "Enter the code we sent you",
		sent: "We sent a code to <b>{address}</b>. It can take a few minutes to arrive and works for {minutes, plural, one {# minute} other {# minutes}}.",
		wrongAddress: "Wrong address?",
		oursTitle: "Check that it is ours",
		ours: "The subject of our email ends with these two words: <pair>{words}</pair>. If it does not, the email is not from us.",
		label: "Code from our email",
		hint: "6 digits, or more at busy times. You can paste it. Spaces are fine.",
		notArrived: "The code has not arrived",
		lookInJunk:
			"Wait five minutes and look in your junk folder. We send at most {most, plural, one {# code} other {# codes}} an hour to one address, whoever asks for them.",
		longCode:
			"If none comes, look for any email with a code that we sent you in the last {hours, plural, one {# hour} other {# hours}}, whoever asked for it. Further down it has a long code of {digits, plural, one {# digit} other {# digits}}. Type that one here instead.",
		ifNone: "If you have no such email, ask again in an hour, or call our helpline: {telephone}, {hours}.",
		busy: "We are sending too many emails just now, so we have not sent you a code. Try again in {minutes, plural, one {# minute} other {# minutes}}. If you have an email with a code that we sent you in the last {hours, plural, one {# hour} other {# hours}}, you need not wait: type its long code here.",
		another: "Send another code",
		noMore:
			"We have sent this code {sends, plural, one {once} other {# times}}. If none has arrived, check the address or call our helpline.",
		resent: "We have sent another code. Only the newest one works.",
		notResent: "We cannot send this code again. Check the address, or call our helpline.",
		notACode: "Enter the digits of the code in our email",
		wrong:
			"That is not the code. Type the one in the newest email from us, in the browser where you asked for it. If it is the right one, type the long code in that email.",
		expired: "That code is too old. Type the long code in the same email, or choose “Send another code” below.",
	},
	problem: {
		exhausted: "The code was wrong too many times. To keep you safe, it no longer works. Ask for a new one here.",
		used: "That code has been used already. Ask for a new one here.",
		unknown:
			"A code works only in the browser where you asked for it, and for a short time. This browser is not waiting for one. Ask for a new one here.",
		account: "Your account did not confirm an email address to us. Use a code by email instead.",
	},
};
