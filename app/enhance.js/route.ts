/**
 * The script of member pages, besides React on pages with forms. It is served as written here, without a build, in syntax
 * that old phones support. It listens on the document, so it also works for parts of the page that are rendered later.
 */
const script = `(function () {
	"use strict";
	document.documentElement.setAttribute("data-enhanced", "");

	// "Exit this page": opens the neutral site at once and replaces the history entry. The session ends in the background.
	function leave(form) {
		var leaveTo = form.getAttribute("data-leave-to");
		if (!leaveTo || !navigator.sendBeacon || !navigator.sendBeacon(form.getAttribute("action"))) return false;
		document.body.hidden = true;
		location.replace(leaveTo);
		return true;
	}
	document.addEventListener("submit", function (event) {
		if (leave(event.target)) event.preventDefault();
	});

	// Shift three times within five seconds, with no other key between, does the same. A capital letter is no such press.
	var presses = 0, alone = false, forgetting;
	function say(form) {
		form.firstElementChild.textContent = presses ? form.getAttribute("data-pressed").split("|")[presses - 1] : "";
	}
	function forget() {
		presses = 0;
		alone = false;
		var form = document.querySelector("[data-pressed]");
		if (form) say(form);
	}
	document.addEventListener("keydown", function (event) {
		if (event.key !== "Shift") forget();
		else if (!event.repeat) alone = !(event.ctrlKey || event.altKey || event.metaKey);
	});
	// Not on mousedown: the words take room, and a control that moves between press and release is not clicked.
	document.addEventListener("click", forget);
	document.addEventListener("keyup", function (event) {
		var form = document.querySelector("[data-pressed]");
		if (event.key !== "Shift" || !alone || !form) return;
		alone = false;
		clearTimeout(forgetting);
		presses += 1;
		if (presses === 3) {
			presses = 0;
			if (!leave(form)) form.submit();
			return;
		}
		say(form);
		forgetting = setTimeout(forget, 5000);
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
