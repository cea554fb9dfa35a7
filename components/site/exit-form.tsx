"use client";

/**
 * "Exit this page". Without scripts a form, whose answer leads away. With them the page goes at once: it is taken out of the
 * history, and the session ends behind its back.
 */
export function ExitForm({ label, action, leaveTo }: { label: string; action: string; leaveTo: string }) {
	return (
		<form
			method="post"
			action={action}
			onSubmit={(event) => {
				if (!navigator.sendBeacon(action)) return;
				event.preventDefault();
				document.body.hidden = true;
				location.replace(leaveTo);
			}}
		>
			<button
				type="submit"
				className="rounded-[3px] border-2 border-current min-h-[2.4rem] px-[.7rem] py-[.25rem] font-bold"
			>
				{label}
			</button>
		</form>
	);
}
