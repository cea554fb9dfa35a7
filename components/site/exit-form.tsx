export type ExitTexts = {
	label: string;
	action: string;
	/** The site that it opens. */
	leaveTo: string;
	/** What is said when Shift has been pressed once and twice. */
	pressed: [string, string];
};

/**
 * The "Exit this page" form. Its response opens another site. With scripts, app/enhance.js finds the form by `data-leave-to`
 * and opens that site at once, also when Shift is pressed three times.
 */
export function ExitForm({ label, action, leaveTo, pressed }: ExitTexts) {
	return (
		<form method="post" action={action} data-leave-to={leaveTo} data-pressed={pressed.join("|")}>
			<span aria-live="assertive" className="not-empty:mr-3" />
			<button
				type="submit"
				className="rounded-[3px] border-2 border-current min-h-[max(2.4rem,44px)] px-[.7rem] py-[.25rem] font-bold"
			>
				{label}
			</button>
		</form>
	);
}
