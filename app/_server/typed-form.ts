import { href, type Locale, translator } from "@/lib/i18n";

/** A form that was refused: the address it was sent to and its fields. */
export type TypedForm = { url: string; fields: [string, string][] };

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escapeText = (text: string) => text.replace(/[&<>"]/g, (each) => escapes[each] ?? each);

/** Whether a field is a one-time code, which no page shows again. */
const isCode = ([name]: [string, string]) => name === "code";

/** Several words or an address, one word with a capital, or a number. Choices and what the page itself puts into a form are none of these. */
const asTyped = /\S[\s@]+\S|^\p{Lu}[\p{Ll}\p{M}'’.-]*$|^\+?\d{5,15}$/u;

/** Whether a field was typed. */
const isTyped = (field: [string, string]) =>
	!field[0].startsWith("$ACTION") && !isCode(field) && asTyped.test(field[1]);

/** Shows the typed texts of a form, to copy them. Empty if nothing was typed. */
export function typedTexts({ fields }: TypedForm, locale: Locale): string {
	const t = translator(locale, "problem");
	const texts = fields.filter(isTyped).map(([, value]) => value);
	if (texts.length === 0) return "";
	return `<div class="kept"><h2>${escapeText(t("typed"))}</h2>
${texts
	.map(
		(text, at) =>
			`<textarea readonly rows="4" aria-label="${escapeText(t("typedText", { number: at + 1 }))}">\n${escapeText(text)}</textarea>`,
	)
	.join("\n")}</div>`;
}

/**
 * A form with the same fields, but for a code, and one button: nothing is typed twice, with scripts or without. `signInFirst` says how to sign
 * in again in another tab before it. Empty for a request without fields.
 */
export function sendAgainForm({ url, fields }: TypedForm, locale: Locale, signInFirst: boolean): string {
	if (fields.length === 0) return "";
	const t = translator(locale, "problem");
	const signIn = url.startsWith("/staff") ? "/staff/sign-in" : href(locale, "/sign-in");
	const steps = `<ol><li><a href="${signIn}" target="_blank" rel="noopener">${escapeText(t("signInAgain"))}</a></li>
<li>${escapeText(t("thenSend"))}</li></ol>`;
	return `<div class="kept">${signInFirst ? steps : ""}
<form method="post" action="${escapeText(url)}" enctype="multipart/form-data">
${fields
	.filter((field) => !isCode(field))
	.map(([name, value]) => `<input type="hidden" name="${escapeText(name)}" value="${escapeText(value)}">`)
	.join("\n")}
<button>${escapeText(t("sendAgain"))}</button></form></div>`;
}
