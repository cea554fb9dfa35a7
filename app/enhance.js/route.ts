/**
 * The script of member pages, besides React on pages with forms. It is served as written here, without a build, in syntax
 * that old phones support. It listens on the document, so it also works for parts of the page that are rendered later.
 */
const script = `(function () {
	"use strict";
	document.documentElement.setAttribute("data-enhanced", "");

	// "Exit this page": opens the neutral site at once and replaces the history entry. The session ends in the background.
	document.addEventListener("submit", function (event) {
		var form = event.target;
		var leaveTo = form.getAttribute("data-leave-to");
		if (!leaveTo || !navigator.sendBeacon || !navigator.sendBeacon(form.getAttribute("action"))) return;
		event.preventDefault();
		document.body.hidden = true;
		location.replace(leaveTo);
	});

	document.addEventListener("click", function (event) {
		if (event.target.closest("[data-print]")) window.print();
	});
})();
`;

/** Returns the script. Browsers cache it for an hour. */
export function GET(): Response {
	return new Response(script, {
		headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=3600" },
	});
}
