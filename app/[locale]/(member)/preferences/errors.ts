import { type Locale, translator } from "@/lib/i18n";

type ErrorKey = Parameters<ReturnType<typeof translator<"preferences">>>[0] & `errors.${string}`;

/** The sentence for what is wrong with a form of preferences; "choiceUnknown" for anything a browser's form cannot send. */
export function preferencesErrors(locale: Locale): (reason: string) => string {
	const t = translator(locale, "preferences");
	return (reason) => {
		const key = `errors.${reason}` as ErrorKey;
		return t(t.has(key) ? key : "errors.choiceUnknown");
	};
}
