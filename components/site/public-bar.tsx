import { ExitForm, type ExitTexts } from "./exit-form";

type PublicBarTexts = { links: { href: string; label: string }[]; exit: ExitTexts };

/**
 * The bar above a public page: the way back to the answer, and "Exit this page". The page is the same for everybody, so the bar
 * is in it for everybody, and app/signed-in.css shows it to people who are signed in. `always` shows the exit to all readers of
 * a page on safety, where it loads app/enhance.js too. `signedIn` says who reads a page that is drawn for one person, which needs no such style sheet.
 */
export function PublicBar(props: PublicBarTexts & { always?: boolean | undefined; signedIn?: boolean | undefined }) {
	const { links, exit, always, signedIn } = props;
	if (signedIn === false) return null;
	const forSignedIn = signedIn ? "" : "signed-in-only";
	return (
		<>
			{signedIn ? null : <link rel="stylesheet" href="/signed-in.css" />}
			<aside
				aria-label={exit.label}
				className={`set-apart top-0 z-10 min-[20em]:sticky bg-bar text-bar-ink print:hidden ${always ? "" : forSignedIn}`}
			>
				{always ? <script async src="/enhance.js" /> : null}
				<div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-4 px-[min(1.25rem,6vw)] py-[.3rem] text-[.95rem]">
					<p className={`flex-[1_1_5rem] ${always ? forSignedIn : ""}`}>
						{links.map(({ href, label }) => (
							<span key={href}>
								<a href={href} className="mr-4 inline-block py-1">
									{label}
								</a>{" "}
							</span>
						))}
					</p>
					<div className="ml-auto">
						<ExitForm {...exit} />
					</div>
				</div>
			</aside>
		</>
	);
}
