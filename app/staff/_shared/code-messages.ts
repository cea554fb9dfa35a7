/** The error messages of the forms for an address and its code. */
export const codeMessages = {
	notAnAddress: "Enter an email address, such as name@example.org",
	noCookie:
		"Your browser did not keep our cookie, so we cannot sign you in. In the browser's settings, allow cookies for this site. Then press the button again.",
	notACode: "Enter the code from the email, in digits",
	wrong:
		"That is not the right code. Enter the one from the newest email, in the browser where you asked for it. If it still does not work, enter the long code from that email.",
	older: ({ older, newest }: { older: string; newest: string }) =>
		older === newest
			? "That code is from an older email. Enter the one from the email that arrived last."
			: `That code is from an older email, which you asked for at ${older}. Enter the one from our newest email, which says ${newest}.`,
	expired: "That code has expired. Choose “Send another code” below, or enter the long code from the same email.",
};
