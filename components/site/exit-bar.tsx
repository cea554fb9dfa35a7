import { ExitForm, type ExitTexts } from "./exit-form";

export type ExitBarTexts = {
	signedIn: string;
	signOut: string;
	signOutHref: string;
	/** Left out on staff pages, which nobody reads at home in secret. */
	exit?: ExitTexts | undefined;
};

/**
 * The bar above member and staff pages: who is signed in, a button to sign out, and for members "Exit this page", which ends the session
 * and opens a neutral site. Both are plain forms, so they work without scripts. Loads app/enhance.js, because every member page
 * has this bar.
 */
export function ExitBar(props: ExitBarTexts) {
	return (
		<aside
			aria-label={props.signedIn}
			className="set-apart top-0 z-10 min-[20em]:sticky bg-bar text-bar-ink print:hidden"
		>
			{/* React puts it into the head, once. */}
			<script async src="/enhance.js" />
			<div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-4 px-[min(1.25rem,6vw)] py-[.3rem] text-[.95rem]">
				<form
					method="post"
					action={props.signOutHref}
					className="flex min-w-0 flex-[1_1_5rem] flex-wrap items-center gap-x-4"
				>
					{/* A phone has the room of one line. "Sign out" says it too. */}
					<span className={props.exit ? "max-sm:sr-only" : undefined}>{props.signedIn}</span>{" "}
					<button type="submit" className="min-h-[max(2.4rem,44px)] underline underline-offset-[.18em]">
						{props.signOut}
					</button>
				</form>
				{props.exit ? <ExitForm {...props.exit} /> : null}
			</div>
		</aside>
	);
}
