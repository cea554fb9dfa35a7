export default {
	title: "Check your records",
	lead: "We will email you a code to enter here. You do not need a password.",
	email: "Email address",
	emailHint: "Use an address you gave us. You can add others after you sign in.",
	sendCode: "Email me a code",
	singleSignOn: "Sign in with your {organisation} account",
	or: "Or use a code by email:",
	same: "These pages look the same for everyone, so they do not reveal whose address we have.",
	withoutEmail: "I do not use email",
	withoutEmailText:
		"You need an email address to see your answer here. Our helpline can tell you what happened and what to do.",
	withoutEmailLink: "Get help without email",
	notAnAddress: "Enter an email address, such as name@example.org",
	noCookie:
		"Your browser did not keep our cookie, so your code would not work. In the browser’s settings, allow cookies for this site. Then press the button again.",
	ended: "We signed you out because you were inactive. Sign in again to carry on from where you were.",
	signedOut:
		"You are signed out. We have cleared your session from this browser. The browser’s own history may still show which pages you opened.",
	code: {
		title: "Enter the code we sent you",
		sent: "We sent a code to <b>{address}</b>. Our newest email says that you asked for it at <when>{time}</when>. It can take a few minutes to arrive and works for {minutes, plural, one {# minute} other {# minutes}}.",
		wrongAddress: "Wrong address?",
		oursTitle: "Check that it is ours",
		ours: "The subject of our email ends with these two words: <pair>{words}</pair>. If it does not, the email is not from us.",
		label: "Code from our email",
		hint: "6 digits, or more at busy times. You can paste it, with or without spaces.",
		notArrived: "The code has not arrived",
		lookInJunk:
			"It can take 5 minutes. Check your junk folder. We send up to {most, plural, one {# code} other {# codes}} an hour to one address, whoever asks for them.",
		longCode:
			"If none arrives, find any email with a code that we sent you in the last {hours, plural, one {# hour} other {# hours}}. It does not matter who asked for it. Further down, it has a long code of {digits, plural, one {# digit} other {# digits}}. Enter that here instead.",
		ifNone: "If you do not have one, ask again in an hour, or call our helpline: {telephone}, {hours}.",
		busy: "We are very busy just now, so we have not sent you a code. Try again in {minutes, plural, one {# minute} other {# minutes}}. If we sent you an email with a code in the last {hours, plural, one {# hour} other {# hours}}, you do not have to wait. Enter its long code here.",
		another: "Send another code",
		noMore:
			"We have sent this code {sends, plural, one {once} other {# times}}. If none has arrived, check the address or call our helpline.",
		resent: "We have sent you another code. Only the newest one works.",
		notResent: "We cannot send this code again. Check the address, or call our helpline.",
		notACode: "Enter the code from our email, in digits",
		wrong:
			"That is not the right code. Enter the one from our newest email, in the browser where you asked for it. If it still does not work, enter the long code from that email.",
		olderInAMinute: "That code is from an older email. Enter the one from the email that arrived last.",
		older:
			"That code is from an older email, which you asked for at {older}. Enter the one from our newest email, which says {newest}.",
		expired: "That code has expired. Choose “Send another code” below, or enter the long code from the same email.",
	},
	problem: {
		exhausted:
			"That code was entered wrongly too many times. To keep you safe, it no longer works. Ask for a new one here.",
		used: "That code has already been used. Ask for a new one here.",
		unknown: "That code has expired, or you asked for it in another browser. Ask for a new one here.",
		"not-checked":
			"We could not check your account just now. Try again in a few minutes, or use a code by email instead.",
		account: "We could not get an email address from that account. Use a code by email instead.",
	},
};
