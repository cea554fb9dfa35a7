/** The link to the other language. `keeps` is set if the page has a form whose draft is carried over. */
export type OtherLanguage = {
	href: string;
	label: string;
	lang: string;
	/** The address that receives the form, and the form's page. */
	keeps?: { action: string; page: string };
};

/** The id of the form whose draft is carried over. */
export const typedForm = "typed";

/**
 * Switches to the other language by a link, or by a button of the page's form, which works without scripts. The empty button
 * before it receives the Enter key, because browsers press the first button of a form.
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
