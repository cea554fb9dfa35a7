import { formOwnerField } from "@/lib/form";
import cy from "@/lib/i18n/cy/problem";
import en from "@/lib/i18n/en/problem";

const texts = JSON.stringify({
	en: { notSent: en.notSent, error: en.formError },
	cy: { notSent: cy.notSent, error: cy.formError },
});

/** How long what was typed is held for somebody whose connection broke, in milliseconds: as long as a session lasts without a page. */
const holdMs = 30 * 60_000;

/**
 * The script of member pages and of public forms, the only one on them. It is served as written here, without a build, in syntax
 * that old phones support. Staff pages load it beside React, which sends their forms.
 */
const script = `(function () {
	"use strict";
	document.documentElement.setAttribute("data-enhanced", "");

	// "Exit this page": opens the neutral site at once and replaces the history entry. The session ends in the background.
	function leave(form) {
		var leaveTo = form.getAttribute("data-leave-to");
		if (!leaveTo || !navigator.sendBeacon || !navigator.sendBeacon(form.getAttribute("action"))) return false;
		document.body.hidden = true;
		takeTyped();
		location.replace(leaveTo);
		return true;
	}
	document.addEventListener("submit", function (event) {
		if (leave(event.target)) event.preventDefault();
		else if (staff) return;
		else if (navigator.onLine === false) {
			event.preventDefault();
			sayNotSent(event.target);
		} else holdTyped(event.target);
	});

	// Says that a form was not sent, in its page: the browser would put an error page in the place of what was typed.
	function sayNotSent(form) {
		var earlier = document.getElementById("not-sent");
		if (earlier) earlier.parentNode.removeChild(earlier);
		var words = ${texts}[document.documentElement.lang === "cy" ? "cy" : "en"];
		var box = document.createElement("div");
		box.id = "not-sent";
		box.className = "my-6 border-4 border-stop p-5 font-semibold text-stop";
		box.tabIndex = -1;
		box.setAttribute("role", "alert");
		box.textContent = words.notSent;
		form.parentNode.insertBefore(box, form);
		box.focus();
		if (!earlier) document.title = words.error.replace("{title}", document.title);
	}

	// Holds what was typed until the answer to a form is there, in this tab alone and for the person it was drawn for. Whoever opens
	// the form again after the browser's error page finds it. A code is not held.
	function typedFields(form) {
		return Array.prototype.filter.call(form.elements, function (field) {
			return field.name && field.name !== "code" && !/^(hidden|submit|button|file)$/.test(field.type);
		});
	}
	function ownerOf(form) {
		var owner = form.elements["${formOwnerField}"];
		return owner ? owner.value : "";
	}
	function holdTyped(form) {
		takeTyped();
		var fields = typedFields(form).map(function (field) { return [field.name, field.value, field.checked]; });
		if (fields.length === 0) return;
		try {
			sessionStorage.setItem("typed", JSON.stringify({ path: location.pathname, at: Date.now(), owner: ownerOf(form), fields: fields }));
		} catch (error) {}
	}
	function takeTyped() {
		try {
			var held = JSON.parse(sessionStorage.getItem("typed"));
			sessionStorage.removeItem("typed");
			return held;
		} catch (error) {}
	}
	function restoreTyped() {
		var held = takeTyped();
		// A page that the form's page led to is the answer.
		if (!held || Date.now() - held.at > ${holdMs} || document.referrer.split(/[?#]/)[0] === location.origin + held.path) return;
		if (held.path !== location.pathname) return void sessionStorage.setItem("typed", JSON.stringify(held));
		var names = function (fields) { return fields.map(function (field) { return field.name || field[0]; }).join(); };
		Array.prototype.forEach.call(document.forms, function (form) {
			var fields = typedFields(form);
			if (ownerOf(form) !== held.owner || names(fields) !== names(held.fields)) return;
			fields.forEach(function (field, at) {
				if (field.type === "checkbox" || field.type === "radio") field.checked = held.fields[at][2];
				else field.value = held.fields[at][1];
			});
		});
	}
	var staff = /^\\/staff(\\/|$)/.test(location.pathname);
	if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", restoreTyped);
	else restoreTyped();

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
