import type { ReactNode } from "react";
import { fold } from "@/components/site/folded";
import { MemberFrame } from "@/components/site/member-frame";
import { SiteFrame, type SiteFrameTexts } from "@/components/site/site-frame";
import { href, type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

function frame(locale: Locale, path: string, menu: [string, string][]): SiteFrameTexts {
	const t = translator(locale, "common");
	const { name, serviceName, languages, contacts, logo } = organisation();
	const link = ([target, label]: [string, string]) => ({
		href: href(locale, target),
		label,
		current: target === path,
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
			? { href: href(other, path), label: t("otherLanguage"), lang: other }
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
		helpline: t("helpline", {
			telephone: contacts.helpline.telephone,
			hours: contacts.helpline.hours[locale],
		}),
		neverAsk: t("neverAsk"),
	};
}

/** The frame of a public page. `path` is the page's own, without its language: "/updates". */
export function SitePage(props: { locale: Locale; path: string; children: ReactNode }) {
	const t = translator(props.locale, "common");
	return (
		<SiteFrame
			{...frame(props.locale, props.path, [
				["/guidance", t("guidance")],
				["/updates", t("updates")],
			])}
		>
			{props.children}
		</SiteFrame>
	);
}

/** The frame of a page for somebody signed in, with the bar that ends the session. */
export function MemberPage(props: { locale: Locale; path: string; children: ReactNode }) {
	const t = translator(props.locale, "common");
	return (
		<MemberFrame
			texts={fold({
				frame: frame(props.locale, props.path, [
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
					exit: t("exit"),
					exitHref: href(props.locale, "/exit"),
					leaveTo: organisation().leaveTo,
				},
			})}
		>
			{props.children}
		</MemberFrame>
	);
}
