/**
 * Words on screen. The catalogue is split by subject: `en/<subject>.ts` and its Welsh twin `cy/<subject>.ts`, which the
 * compiler holds to the same keys. Messages are ICU MessageFormat. Staff pages are in English only and speak for themselves.
 */
import { createTranslator } from "use-intl/core";
import cy from "./cy";
import en from "./en";

/** The languages of the public and member pages. English stands at the root, Welsh under /cy. */
export const locales = ["en", "cy"] as const;
export type Locale = (typeof locales)[number];

/** Whether a path segment is one of the languages. */
export function isLocale(value: string): value is Locale {
	return (locales as readonly string[]).includes(value);
}

export type Messages = typeof en;
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

/** The same translator, which keeps each message without values once it has read it: a page asks for a hundred of them. */
function keeping<Subject extends keyof Messages>(translator: Translator<Subject>): Translator<Subject> {
	const kept = new Map<unknown, string>();
	const translate = (...asked: Parameters<Translator<Subject>>) => {
		if (asked.length > 1) return translator(...asked);
		const text = kept.get(asked[0]) ?? translator(...asked);
		kept.set(asked[0], text);
		return text;
	};
	return Object.assign(translate, translator) as Translator<Subject>;
}

/**
 * The messages of one subject in one language: `const t = translator(locale, "signIn"); t("title")`.
 * A key that does not exist does not compile. Kept once made, since it keeps the messages it has read.
 */
export function translator<Subject extends keyof Messages>(locale: Locale, subject: Subject): Translator<Subject> {
	const key = `${locale} ${subject}`;
	const made = translators.get(key) ?? keeping<Subject>(makeTranslator(locale, subject));
	translators.set(key, made);
	return made as Translator<Subject>;
}

/** The address of a page in a language: `href("cy", "/updates")` is "/cy/updates", `href("en", "/")` is "/". */
export function href(locale: Locale, path: string): string {
	return locale === "en" ? path : path === "/" ? "/cy" : `/cy${path}`;
}
