import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { titleWithForms } from "@/app/_shared/refused-form";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { type PointField, PointForm } from "@/components/preferences/point-form";
import { PageHeading } from "@/components/ui/layout";
import { readPreferences } from "@/lib/contact";
import { href, type Locale, translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { requireMember } from "@/lib/identity/guard";
import { RemovePoint } from "../remove-point";
import { submitNumber, submitPost } from "./actions";

type Props = { params: Promise<{ locale: string; channel: string }> };
/** The form for a channel's number or postal address. Email has its own pages, because a code must prove the address first. */
const channels = ["text", "telephone", "post"] as const;
type Typed = (typeof channels)[number];

async function read(params: Props["params"]): Promise<{ locale: Locale; channel: Typed }> {
	const { locale, channel } = await params;
	return { locale: localeOf(locale), channel: channels.find((known) => known === channel) ?? notFound() };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const { locale, channel } = await read(params);
	return {
		title: await titleWithForms(pageTitle(translator(locale, "preferences")(`point.${channel}.title`), locale), locale),
	};
}

export default async function ChannelPage({ params }: Props) {
	const { locale, channel } = await read(params);
	const member = await requireMember(locale, "/preferences");
	const { points } = await readPreferences(member, locale);
	const t = translator(locale, "preferences");
	const action = channel === "post" ? submitPost.bind(null, locale) : submitNumber.bind(null, locale, channel);
	return (
		<MemberPage member={member} locale={locale} path={`/preferences/${channel}`} typed>
			<PageHeading meta={<a href={href(locale, "/preferences")}>{t("history.back")}</a>}>
				{t(`point.${channel}.title`)}
			</PageHeading>
			<PointForm
				fields={fields(channel, locale)}
				action={action}
				typed={await readDraft(`/preferences/${channel}`)}
				submit={t("point.save")}
				errorTitle={translator(locale, "common")("errorTitle")}
			/>
			<RemovePoint channel={channel} point={points.find((point) => point.channel === channel)} locale={locale} />
		</MemberPage>
	);
}

function fields(channel: Typed, locale: Locale): PointField[] {
	const t = translator(locale, "preferences");
	if (channel !== "post") {
		return [
			{
				name: "number",
				label: t(`point.${channel}.label`),
				hint: t(`point.${channel}.hint`),
				type: "tel",
				autoComplete: "tel",
				short: true,
			},
		];
	}
	const optional = translator(locale, "common")("optional");
	return [
		{
			name: "name",
			label: `${t("point.post.name")} (${optional})`,
			hint: t("point.post.nameHint"),
			autoComplete: "name",
		},
		{ name: "line1", label: t("point.post.line1"), autoComplete: "address-line1" },
		{ name: "line2", label: `${t("point.post.line2")} (${optional})`, autoComplete: "address-line2" },
		{ name: "town", label: t("point.post.town"), autoComplete: "address-level2" },
		{ name: "postcode", label: t("point.post.postcode"), autoComplete: "postal-code", short: true },
		{
			name: "country",
			label: `${t("point.post.country")} (${optional})`,
			hint: t("point.post.countryHint"),
			autoComplete: "country-name",
		},
	];
}
