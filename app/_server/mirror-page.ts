import { contentSecurityPolicy } from "@/app/_server/content-security-policy.mjs";
import { href, type Locale, translator } from "@/lib/i18n";
import { formatDateTime } from "@/lib/time";
import { escapeText } from "./typed-form";

export type MirrorSettings = {
	/** The address of the site itself, https://host. */
	siteUrl: string;
	/** The neutral site that "Exit this page" opens. */
	leaveTo: string;
	madeAt: Date;
	/** Returns the address of a page or file in the mirror; undefined if the mirror does not have it. */
	addressOf: (path: string) => string | undefined;
};

type Page = { html: string; path: string; locale: Locale };

// React and our own pages write attributes in quotation marks and escape them, so these patterns find whole elements.
const scripts = /<script\b(?![^>]*\ssrc="\/enhance\.js")[^>]*>[\s\S]*?<\/script>|<link\b[^>]*\bas="script"[^>]*>/g;
const forms = /<form\b([^>]*)>([\s\S]*?)<\/form>/g;
/** Buttons outside a form that send it: those of the language switch. */
const detachedButtons = /<button\b([^>]*\bform="[^"]*"[^>]*)>([\s\S]*?)<\/button>/g;
const links = /\s(href|src)="(\/[^"]*)"/g;

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** Returns the policy of a mirrored page, for its own text: nobody sets headers for it. "Exit this page" may open its site. */
function policyTag(policy: string): string {
	const inText = policy.replace(/; frame-ancestors [^;]*/, "");
	return `<meta http-equiv="Content-Security-Policy" content="${escapeText(inText)}">`;
}

/** Makes the links lead to pages and files of the mirror, and all others to the site itself. */
function mirrorLinks(html: string, { siteUrl, addressOf }: MirrorSettings): string {
	return html.replace(links, (_, name: string, link: string) => {
		const [, path = "", query = "", rest = ""] = /^([^?#]*)(\?[^#]*)?(.*)$/.exec(link) ?? [];
		const own = addressOf(path);
		return ` ${name}="${own === undefined ? siteUrl + link : `${own}${query}${rest}`}"`;
	});
}

/** Returns what stands in place of a form: where it works. "Exit this page" stays and opens its site without ours. */
function mirrorForm(
	tag: string,
	content: string,
	{ path, locale }: Page,
	{ siteUrl, leaveTo }: MirrorSettings,
): string {
	if (attribute(tag, "data-leave-to")) {
		const shown = tag.replace(/\s(method|action)="[^"]*"/g, "");
		return `<form method="get" action="${escapeText(leaveTo)}"${shown}>${content}</form>`;
	}
	const t = translator(locale, "mirror");
	const address = escapeText(siteUrl + path);
	return `<p class="my-6 max-w-read">${escapeText(t("form"))} <a href="${address}">${address}</a></p>`;
}

/** Returns the link in place of a button of the language switch. */
function mirrorSwitch(tag: string, label: string): string {
	const page = attribute(tag, "value");
	const lang = attribute(tag, "lang");
	return page && lang ? `<a href="${href(lang as Locale, page)}" lang="${lang}" hreflang="${lang}">${label}</a>` : "";
}

function notice({ path, locale }: Page, { siteUrl, madeAt }: MirrorSettings): string {
	const t = translator(locale, "mirror");
	const address = escapeText(siteUrl + path);
	return `<div class="my-6 max-w-read border-l-8 px-5 py-4 border-wait bg-wait-tint"><p>${escapeText(
		t("copy", { time: formatDateTime(madeAt, locale) }),
	)} ${escapeText(t("site"))} <a href="${address}">${address}</a></p></div>`;
}

/** Returns a page of the site as the mirror shows it: without scripts or forms, and with the words that it is a copy. */
export function mirrorPage(page: Page, settings: MirrorSettings): string {
	const scriptless = page.html
		.replace(scripts, "")
		.replace(forms, (_, tag: string, content: string) => mirrorForm(tag, content, page, settings))
		.replace(detachedButtons, (_, tag: string, label: string) => mirrorSwitch(tag, label));
	const policy = contentSecurityPolicy({
		scripts: scriptless.includes("<script") ? ["'self'"] : [],
		formTargets: [new URL(settings.leaveTo).origin],
	});
	return mirrorLinks(scriptless, settings)
		.replace(/<head>/, `<head>${policyTag(policy)}`)
		.replace(/<main\b[^>]*>(?:<div class="page-width">)?/, (main) => main + notice(page, settings));
}

/** Returns a problem page as the mirror shows it, with its `policy`. */
export function mirrorProblem(html: string, policy: string, settings: MirrorSettings): string {
	return mirrorLinks(html, settings).replace(/<head>/, `<head>${policyTag(policy)}`);
}
