/**
 * The texts of public and member pages. The catalogue has one file a subject: `en/<subject>.ts` and its Welsh translation
 * `cy/<subject>.ts`. The compiler checks that both have the same keys. Messages are ICU MessageFormat. Staff pages are in
 * English only and contain their texts.
 */
import { IntlMessageFormat } from "intl-messageformat";
import { createTranslator } from "use-intl/core";
import cy from "./cy";
import en from "./en";
import type { Messages } from "./messages";

/** The languages of the public and member pages. English paths have no prefix, Welsh ones have /cy. */
export const locales = ["en", "cy"] as const;
export type Locale = (typeof locales)[number];

/** Whether a path segment is a language. */
export function isLocale(value: string): value is Locale {
	return (locales as readonly string[]).includes(value);
}

const catalogues: Record<Locale, Messages> = { en, cy };
const tags: Record<Locale, string> = { en: "en-GB", cy: "cy-GB" };

function makeTranslator<Subject extends keyof Messages>(locale: Locale, subject: Subject) {
	return createTranslator<Messages, Subject>({
		locale: tags[locale],
		messages: catalogues[locale],
		namespace: subject,
		timeZone: "Europe/London",
		onError(error) {
			throw error;
		},
	});
}
type Translator<Subject extends keyof Messages> = ReturnType<typeof makeTranslator<Subject>>;
const translators = new Map<string, unknown>();

/**
 * Caches the parsed messages of a translator. A page uses about a hundred, and use-intl finds a parsed message by its whole
 * text each time. Values put into messages are not cached.
 */
function keeping<Subject extends keyof Messages>(translator: Translator<Subject>, tag: string): Translator<Subject> {
	const texts = new Map<string, string>();
	const formats = new Map<string, IntlMessageFormat>();
	const translate = (...asked: Parameters<Translator<Subject>>) => {
		const [key, values] = asked;
		if (values === undefined) {
			const text = texts.get(key) ?? translator(...asked);
			texts.set(key, text);
			return text;
		}
		const format = formats.get(key) ?? new IntlMessageFormat(translator.raw(key), tag);
		formats.set(key, format);
		return format.format(values as Record<string, string | number>) as string;
	};
	return Object.assign(translate, translator) as Translator<Subject>;
}

/**
 * Returns the messages of one subject in one language: `const t = translator(locale, "signIn"); t("title")`.
 * An unknown key does not compile. Each translator is made once, because it caches parsed messages.
 */
export function translator<Subject extends keyof Messages>(locale: Locale, subject: Subject): Translator<Subject> {
	const key = `${locale} ${subject}`;
	const made = translators.get(key) ?? keeping<Subject>(makeTranslator(locale, subject), tags[locale]);
	translators.set(key, made);
	return made as Translator<Subject>;
}

/** Returns the path of a page in a language: `href("cy", "/updates")` is "/cy/updates", `href("en", "/")` is "/". */
export function href(locale: Locale, path: string): string {
	return locale === "en" ? path : path === "/" ? "/cy" : `/cy${path}`;
}
