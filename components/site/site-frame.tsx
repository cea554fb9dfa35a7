import type { ReactNode } from "react";
import { TelephoneText } from "@/components/ui/telephone-text";
import { LanguageSwitch, type OtherLanguage } from "./language-switch";

type NavLink = { href: string; label: string; current?: boolean };

/** All texts of the frame, made by app/[locale]/_shared/page-shell.tsx. */
export type SiteFrameTexts = {
	organisation: string;
	service: string;
	homeHref: string;
	logo?: { src: string; width: number; height: number };
	skip: string;
	menuLabel: string;
	menu: NavLink[];
	/** The other language's address; absent if the site has only one language. */
	language?: OtherLanguage;
	footerLabel: string;
	footer: NavLink[];
	/** Whom to call, below the header. Staff pages have none. */
	help?: string[];
	helpline: string;
	neverAsk: string;
};

/** Header, main and footer of every page. */
export function SiteFrame(props: SiteFrameTexts & { above?: ReactNode; children: ReactNode }) {
	return (
		<>
			<a
				href="#main"
				className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-20 focus:bg-card focus:p-3"
			>
				{props.skip}
			</a>
			{props.above}
			<header className="border-t-[6px] border-accent print:border-0">
				<div className="page-width flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 pt-[.7rem] pb-[.4rem] sm:gap-y-2 sm:py-[.9rem]">
					<div>
						<a href={props.homeHref} className="font-[750] tracking-[-.01em] !no-underline">
							{props.logo ? (
								// biome-ignore lint/performance/noImgElement: the organisation's own small file needs no resizing
								<img
									src={props.logo.src}
									width={props.logo.width}
									height={props.logo.height}
									alt=""
									className="mr-2 inline-block"
								/>
							) : null}
							{props.organisation}
						</a>{" "}
						<span className="block text-soft sm:ml-2 sm:inline">{props.service}</span>
					</div>
					<nav aria-label={props.menuLabel} className="print:hidden">
						<ul className="nav-links">
							{props.menu.map((link) => (
								<li key={link.href}>
									<a href={link.href} aria-current={link.current ? "page" : undefined}>
										{link.label}
									</a>
								</li>
							))}
							{props.language ? (
								<li>
									<LanguageSwitch {...props.language} />
								</li>
							) : null}
						</ul>
					</nav>
				</div>
				{props.help ? (
					<p className="page-width flex flex-wrap gap-x-4 text-[.85rem]">
						{props.help.map((line) => (
							<span key={line}>
								<TelephoneText text={line} />{" "}
							</span>
						))}
					</p>
				) : null}
			</header>
			<main id="main" tabIndex={-1} className="pt-4 pb-8 sm:pt-9 sm:pb-16 print:pt-3 print:pb-0">
				<div className="page-width">{props.children}</div>
			</main>
			<footer className="border-t border-line pt-4 pb-8 sm:pt-6 sm:pb-12 print:mt-3 print:pt-2 print:pb-0 text-[.95rem] text-soft">
				<div className="page-width">
					<nav aria-label={props.footerLabel} className="mb-3 print:hidden">
						<ul className="nav-links">
							{props.footer.map((link) => (
								<li key={link.href}>
									<a href={link.href}>{link.label}</a>
								</li>
							))}
						</ul>
					</nav>
					<p>
						<TelephoneText text={props.helpline} /> {props.neverAsk}
					</p>
				</div>
			</footer>
		</>
	);
}
