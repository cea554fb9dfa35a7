import type { Token } from "markdown-it";
import { env } from "../env";
import { type Locale, translator } from "../i18n";
import { parseMarkdown } from "../markdown";
import { organisation } from "../organisation";
import { placeholderPattern, placeholders, type SentText } from "./schema";

type Placeholder = (typeof placeholders)[number];

/** The name between the brackets of a placeholder. */
const nameOf = (whole: string) => whole.slice(1, -1).trim();

/** Returns the placeholders of a text that are not in the list, as they were typed. Each once. */
export function unknownPlaceholders(text: string): string[] {
	const all = [...text.matchAll(placeholderPattern)].map(([whole]) => whole);
	const unknown = all.filter((whole) => !(placeholders as readonly string[]).includes(nameOf(whole)));
	// Of doubled braces, as other programs have them, one pair would stay.
	return [...new Set([...unknown, ...(text.match(/\{\{[^{}\n]{0,60}\}\}/g) ?? [])])];
}

/** A message in one language, as staff wrote it. `incident` is the incident's title, or "" if it is about none. */
type WrittenText = { locale: Locale; subject: string; body: string; incident: string };

/** The address of the site as people type it: without https://, so that no mail program makes a link of it. */
export const siteAddress = () => new URL(env().SITE_URL).host;

function valuesFor({ locale, incident }: Pick<WrittenText, "locale" | "incident">): Record<Placeholder, string> {
	const { name, contacts } = organisation();
	return {
		organisation: name[locale],
		helpline: contacts.helpline.telephone,
		"helpline-hours": contacts.helpline.hours[locale],
		site: siteAddress(),
		incident,
	};
}

/** Replaces the placeholders. `unknown` says what becomes of one that is not in the list. */
const fill = (text: string, values: Record<Placeholder, string>, unknown: (whole: string) => string): string =>
	text.replace(placeholderPattern, (whole) => {
		const name = nameOf(whole);
		return Object.hasOwn(values, name) ? values[name as Placeholder] : unknown(whole);
	});

/** Leaves a placeholder that is not in the list as it was typed, for staff, who see it marked. */
export const asTyped = (whole: string) => whole;

/** A placeholder that is not in the list must reach nobody. */
function refuse(whole: string): never {
	throw new Error(`no such placeholder: ${whole}`);
}

/** Returns the subject that staff see a message by: as its readers do, except that an unknown placeholder stays as it was typed. */
export function subjectForStaff(subjectEn: string, incident: string): string {
	return fill(subjectEn, valuesFor({ locale: "en", incident }), asTyped).trim() || subjectEn;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] as string);

const containers = new Set(["p", "ul", "ol", "li", "strong", "em", "blockquote", "h2", "h3"]);
/** The element of a token: headings from the second level, and nothing that a mail must not have. */
const tagOf = ({ tag }: Token) => (/^h[1-6]$/.test(tag) ? (tag < "h3" ? "h2" : "h3") : containers.has(tag) ? tag : "");

/** Renders Markdown as simple HTML. Links, pictures and HTML leave their text, so that there is nothing to press or to load. */
function htmlOf(tokens: readonly Token[]): string {
	return tokens
		.map((token) => {
			if (token.type === "inline") return htmlOf(token.children ?? []);
			if (token.type === "softbreak") return "\n";
			if (token.type === "hardbreak") return "<br>\n";
			if (token.type === "hr") return "<hr>\n";
			if (token.type === "fence" || token.type === "code_block") return `<p>${escapeHtml(token.content)}</p>\n`;
			if (token.nesting === 0) return escapeHtml(token.content);
			const tag = token.hidden ? "" : tagOf(token);
			if (!tag) return "";
			return token.nesting === 1 ? `<${tag}>` : `</${tag}>${token.block ? "\n" : ""}`;
		})
		.join("");
}

/** Renders Markdown as plain text: paragraphs with a blank line between them, lists with dashes or numbers. */
function plainOf(tokens: readonly Token[]): string {
	const lines: string[] = [];
	const lists: (number | "-")[] = [];
	let item = "";
	for (const token of tokens) {
		if (token.type === "bullet_list_open") lists.push("-");
		if (token.type === "ordered_list_open") lists.push(Number(token.attrGet("start") ?? 1));
		if (token.type === "bullet_list_close" || token.type === "ordered_list_close") {
			lists.pop();
			if (lists.length === 0) lines.push("");
		}
		if (token.type === "list_item_open") {
			const mark = lists.at(-1);
			item = `${"  ".repeat(lists.length - 1)}${mark === "-" ? "- " : `${mark}. `}`;
			if (typeof mark === "number") lists[lists.length - 1] = mark + 1;
		}
		if (token.type === "hr") lines.push("----", "");
		if (token.type === "fence" || token.type === "code_block") lines.push(token.content.trimEnd(), "");
		if (token.type !== "inline") continue;
		const text = (token.children ?? [])
			.map((child) => (child.type === "softbreak" ? " " : child.type === "hardbreak" ? "\n" : child.content))
			.join("");
		lines.push(`${item}${text}`);
		item = " ".repeat(item.length);
		if (lists.length === 0) lines.push("");
	}
	return lines
		.join("\n")
		.replace(/\n{3,}/g, "\n\n")
		.trim();
}

/**
 * Returns what is sent: the subject, the plain text and the HTML, both from one Markdown, with the reference and how to check it at
 * the end. The same for every recipient. Throws if a placeholder is not in the list, unless `unknown` says what becomes of it.
 */
export function writeMessage(
	written: WrittenText,
	reference: string,
	unknown: (whole: string) => string = refuse,
): SentText {
	const values = valuesFor(written);
	const { locale } = written;
	const t = translator(locale, "message");
	const footer = [
		values.organisation,
		t("reference", { reference }),
		t("checkIt", { site: values.site }),
		t("noLinks"),
		t("helpline", { telephone: values.helpline, hours: values["helpline-hours"] }),
	];
	const tokens = parseMarkdown(fill(written.body, values, unknown));
	const subject = fill(written.subject, values, unknown).replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
	const closing = footer.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n");
	return {
		subject,
		text: `${plainOf(tokens)}\n\n-- \n${footer.join("\n\n")}\n`,
		html: `<!doctype html>\n<html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>\n<body style="font:16px/1.5 sans-serif;max-width:38em;margin:1em auto;padding:0 1em">\n${htmlOf(tokens)}<hr>\n${closing}\n</body></html>\n`,
	};
}
