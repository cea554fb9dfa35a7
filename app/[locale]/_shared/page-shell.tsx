import type { ReactNode } from "react";
import { exitTexts } from "@/app/_shared/exit-texts";
import type { MemberFrameTexts } from "@/components/site/member-frame";
import { PublicBar } from "@/components/site/public-bar";
import { SiteFrame, type SiteFrameTexts } from "@/components/site/site-frame";
import { href, type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

/**
 * The page inside the frame. `path` has no language, and has the part of the query that also applies in the other language:
 * "/check/history?page=2". `typed` is set if a form's draft is carried over when the language changes.
 */
export type Framed = { locale: Locale; path: string; typed?: boolean | undefined };

function frame({ locale, path, typed }: Framed, menu: [string, string][]): SiteFrameTexts {
	const t = translator(locale, "common");
	const { name, serviceName, languages, contacts, logo } = organisation();
	const link = ([target, label]: [string, string]) => ({
		href: href(locale, target),
		label,
		current: target === path.split("?")[0],
	});
	const other: Locale = locale === "en" ? "cy" : "en";
	return {
		organisation: name[locale],
		service: serviceName[locale],
		homeHref: href(locale, "/"),
		logo: logo ? { src: "/logo", width: logo.width, height: logo.height } : undefined,
		skip: t("skip"),
		menuLabel: t("menu"),
		menu: menu.map(link),
		language: languages.includes(other)
			? {
					href: href(other, path),
					label: t("otherLanguage"),
					lang: other,
					keeps: typed ? { action: href(locale, "/language"), page: path } : undefined,
				}
			: undefined,
		footerLabel: t("footer"),
		footer: (
			[
				["/verify", t("verify")],
				["/contact", t("contact")],
				["/privacy", t("privacy")],
				["/accessibility", t("accessibility")],
				["/cookies", t("cookies")],
			] as [string, string][]
		).map(link),
		help: [
			t("needHelp", { telephone: contacts.helpline.telephone }),
			t("worried", { telephone: contacts.safety.telephone }),
		],
		helpline: t("helpline", {
			telephone: contacts.helpline.telephone,
			hours: contacts.helpline.hours[locale],
		}),
		neverAsk: t("neverAsk"),
	};
}

type Public = Framed & { exit?: boolean | undefined; signedIn?: boolean | undefined; children: ReactNode };

/**
 * The frame of a public page. `exit` shows "Exit this page" to everybody, not only to people who are signed in. `signedIn` is for pages drawn for
 * each person: whether their browser has a session.
 */
export function SitePage({ exit, signedIn, children, ...props }: Public) {
	const { locale } = props;
	const t = translator(locale, "common");
	const links = [
		{ href: href(locale, "/check"), label: t("check") },
		{ href: href(locale, "/plan"), label: t("plan") },
	];
	return (
		<SiteFrame
			above={<PublicBar links={links} exit={exitTexts(locale)} always={exit} signedIn={signedIn} />}
			{...frame(props, [
				["/sign-in", t("signIn")],
				["/guidance", t("guidance")],
				["/updates", t("updates")],
			])}
		>
			{children}
		</SiteFrame>
	);
}

/** Returns the texts of the frame of a member page. */
export function memberFrameTexts(props: Framed): MemberFrameTexts {
	const t = translator(props.locale, "common");
	return {
		frame: frame(props, [
			["/check", t("check")],
			["/plan", t("plan")],
			["/preferences", t("preferences")],
			["/guidance", t("guidance")],
			["/updates", t("updates")],
		]),
		exit: {
			signedIn: t("signedIn"),
			signOut: t("signOut"),
			signOutHref: href(props.locale, "/sign-out"),
			exit: exitTexts(props.locale),
		},
	};
}
