/**
 * The "Exit this page" form. Its response opens another site. With scripts, app/enhance.js finds the form by `data-leave-to`
 * and opens that site at once.
 */
export function ExitForm({ label, action, leaveTo }: { label: string; action: string; leaveTo: string }) {
	return (
		<form method="post" action={action} data-leave-to={leaveTo}>
			<button
				type="submit"
				className="rounded-[3px] border-2 border-current min-h-[max(2.4rem,44px)] px-[.7rem] py-[.25rem] font-bold"
			>
				{label}
			</button>
		</form>
	);
}
