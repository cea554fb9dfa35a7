import { contentSecurityPolicy, hashSource } from "@/app/_server/content-security-policy.mjs";
import { telephoneHref } from "@/lib/guidance/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { type Organisation, organisation } from "@/lib/organisation";
import { escapeText, sendAgainForm, type TypedForm, typedTexts } from "./typed-form";
import { withUnbrokenWords } from "./unbroken-words.mjs";

/**
 * What went wrong: no such page, or none for this member of staff (which of the two is not said), the database away, a bug, an address nobody can read, a method the page does not have, a body
 * over its limit or too slow to arrive, more requests than are taken, a form of another site, of an earlier version of this one, or
 * of a session that has ended, or of a person who is not signed in any more, or of one who has changed too much within an hour.
 */
export type Problem =
	| "notFound"
	| "staffNotFound"
	| "unavailable"
	| "fault"
	| "malformed"
	| "method"
	| "tooLarge"
	| "slow"
	| "busy"
	| "origin"
	| "outdated"
	| "signedOut"
	| "someoneElse"
	| "tooMany";

const style =
	'@font-face{font-family:"Atkinson Hyperlegible Next Variable";font-weight:200 800;font-display:swap;' +
	'src:url(/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2) format("woff2")}' +
	":root{color-scheme:light dark;--paper:#fbfaf6;--ink:#1c1b22;--soft:#55525e;--accent:#3b3a45}" +
	"@media(prefers-color-scheme:dark){:root{--paper:#15141a;--ink:#f3f1ec;--soft:#b9b5c3;--accent:#d0cedb}}" +
	"body{margin:0;border-top:6px solid var(--accent);background:var(--paper);color:var(--ink);" +
	'font:1.1875rem/1.55 "Atkinson Hyperlegible Next Variable",system-ui,sans-serif;overflow-wrap:break-word}' +
	"div{max-width:38rem;margin:0 auto;padding:0 min(1.25rem,5vw) 2rem}header{padding:.9rem 0 1rem;font-weight:750}" +
	"h1,h2{font-size:clamp(1.6rem,4.2vw,2.25rem);line-height:1.1;letter-spacing:-.02em;margin:1rem 0;text-wrap:balance}" +
	".contacts{font-size:1.14rem;margin:1.5rem 0 .25rem;letter-spacing:0}p{margin:.6rem 0}.links a{margin-right:1rem}a[href^=tel],.unbroken{white-space:nowrap}a{color:inherit;text-underline-offset:.18em}" +
	"footer{border-top:1px solid;margin-top:2.5rem;color:var(--soft)}section+section{border-top:2px solid;margin-top:2.5rem;padding-top:.5rem}" +
	"textarea{width:100%;font:inherit;box-sizing:border-box;padding:.5rem;border:2px solid var(--soft);border-radius:3px;background:transparent;color:inherit}" +
	"button{font:inherit;font-weight:700;min-height:44px;padding:.6rem 1.2rem;border:0;border-radius:4px;background:var(--accent);color:var(--paper)}" +
	".kept{padding:0;margin:1.5rem 0}.kept h2{font-size:1.3rem;letter-spacing:0}" +
	":focus-visible{outline:3px solid var(--ink);box-shadow:0 0 0 6px #ffd84d}";

/** The policy of a problem page: allows its inline style and nothing else. */
export const problemPolicy = contentSecurityPolicy({ styles: [hashSource(style)] });

/** Problems that can meet somebody who is checking their records. They must not be taken for "not found". */
const noAnswer = new Set<Problem>(["unavailable", "fault", "busy", "slow"]);

/**
 * Returns a whole page in both languages. Needs no database, script or React, so it works when they fail. Also used for pages
 * not found, which Next sends empty to browsers without scripts. `first` is the language that comes first. A form that was of an
 * earlier version or of an ended session is shown as it was `typed`.
 */
export function problemPage(problem: Problem, first: Locale, typed: TypedForm = { url: "/", fields: [] }): string {
	const { name, contacts, languages } = organisation();
	const order =
		languages.includes("cy") && problem !== "staffNotFound"
			? ([first, first === "en" ? "cy" : "en"] as const)
			: (["en"] as const);
	// What the person can do with what they wrote comes before everything else that the page says.
	const again =
		problem === "signedOut" || problem === "tooMany" ? sendAgainForm(typed, order[0], problem === "signedOut") : "";
	const kept =
		problem === "signedOut" || problem === "tooMany" || problem === "outdated"
			? again + typedTexts(typed, order[0])
			: "";
	const part = (locale: Locale, level: "h1" | "h2") => {
		const below = level === "h1" ? "h2" : "h3";
		const t = translator(locale, "problem");
		const common = translator(locale, "common");
		const link = (path: string, label: string) => `<a href="${href(locale, path)}">${escapeText(label)}</a>`;
		const call = ({ telephone, hours }: Organisation["contacts"]["helpline"]) =>
			`<a href="${telephoneHref(telephone)}">${escapeText(telephone)}</a> (${escapeText(hours[locale])})`;
		return `<section lang="${locale}"><${level}>${escapeText(t(`${problem}Title`))}</${level}>
<p>${escapeText(t(`${problem}Lead`))}</p>
${noAnswer.has(problem) ? `<p><b>${escapeText(t("noAnswer"))}</b></p>` : ""}
${problem === "unavailable" ? `<p>${escapeText(t("unavailablePublic"))}</p>` : ""}
${level === "h1" ? kept : ""}
<p class="links">${problem === "staffNotFound" ? link("/staff", t("toDesk")) : `${link("/sign-in", common("signIn"))} ${link("/", common("home"))} ${link("/updates", common("updates"))} ${link("/guidance", common("guidance"))}`}</p>
<${below} class="contacts">${escapeText(t("contacts"))}</${below}>
<p>${escapeText(t("telephone"))}: ${call(contacts.helpline)}<br>
${link("/guidance/safety", t("safety"))}: ${call(contacts.safety)}<br>
${escapeText(t("email"))}: <a href="mailto:${escapeText(contacts.email)}">${escapeText(contacts.email)}</a><br>
${escapeText(t("post"))}: ${escapeText(contacts.post.join(", "))}</p></section>`;
	};
	const title = translator(order[0], "problem")(`${problem}Title`);
	return withUnbrokenWords(`<!doctype html>
<html lang="${order[0]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeText(title)} – ${escapeText(name[order[0]])}</title>
<style>${style}</style><link rel="stylesheet" href="/theme.css"></head>
<body><div><header>${escapeText(name[order[0]])}</header><main>
${order.map((locale, at) => part(locale, at === 0 ? "h1" : "h2")).join("\n")}
</main>
<footer>${order.map((locale) => `<p lang="${locale}">${escapeText(translator(locale, "common")("neverAsk"))}</p>`).join("\n")}</footer></div></body></html>
`);
}

/** Returns the language of a path. */
export function localeOfPath(path: string): Locale {
	return path === "/cy" || path.startsWith("/cy/") ? "cy" : "en";
}
