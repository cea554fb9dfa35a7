import { type Locale, translator } from "@/lib/i18n";

type ErrorKey = Parameters<ReturnType<typeof translator<"preferences">>>[0] & `errors.${string}`;

/** Returns a function from an error of a preferences form to its sentence. An unknown error gets the sentence "choiceUnknown". */
export function preferencesErrors(locale: Locale): (reason: string) => string {
	const t = translator(locale, "preferences");
	return (reason) => {
		const key = `errors.${reason}` as ErrorKey;
		return t(t.has(key) ? key : "errors.choiceUnknown");
	};
}
