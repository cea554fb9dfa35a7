/** This page in the other language. `keeps` where it has a form whose typed text goes along. */
export type OtherLanguage = {
	href: string;
	label: string;
	lang: string;
	/** Who takes the form, and the page it is on. */
	keeps?: { action: string; page: string };
};

/** The id of the form that goes along, on a page that has one. */
export const typedForm = "typed";

/**
 * Leads to the page in the other language: a link, or on a page with a form a button of that form, which works without
 * scripts. The empty button before it is the one that Enter in a field presses, as a browser takes the first of the form.
 */
export function LanguageSwitch({ href, label, lang, keeps }: OtherLanguage) {
	if (!keeps)
		return (
			<a href={href} lang={lang} hrefLang={lang}>
				{label}
			</a>
		);
	return (
		<>
			<button type="submit" form={typedForm} tabIndex={-1} aria-hidden="true" className="sr-only" />
			<button
				type="submit"
				form={typedForm}
				formAction={keeps.action}
				formMethod="post"
				formNoValidate
				name="switch"
				value={keeps.page}
				lang={lang}
				className="button-link py-1"
			>
				{label}
			</button>
		</>
	);
}
