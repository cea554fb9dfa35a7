/**
 * All that pages for one person do in the browser beyond HTML, beside what React does on those with forms. It leaves as it is
 * written here, without a build, and in words that old phones know. Listens at the document, so that it does not matter
 * when the page or a part of it is drawn.
 */
const script = `(function () {
	"use strict";
	document.documentElement.setAttribute("data-enhanced", "");

	// "Exit this page": gone at once and taken out of the history, while the session ends behind its back.
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

/** Read anew by browsers every hour, like the style beside it. */
export function GET(): Response {
	return new Response(script, {
		headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=3600" },
	});
}
