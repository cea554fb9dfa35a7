import type { Metadata } from "next";
import { titleWithForms } from "@/app/_shared/refused-form";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { ChoicesForm } from "@/components/preferences/choices-form";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Notice, PageHeading, Read, Section } from "@/components/ui/layout";
import { accessibleFormats, readPreferences, receipt } from "@/lib/contact";
import { type ConsentAction, formats, type Preferences, type Receipt } from "@/lib/contact/schema";
import { href, type Locale, locales, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { referenceOf } from "@/lib/ids";
import { organisation } from "@/lib/organisation";
import { formatDate } from "@/lib/time";
import { stopEverything, submitChoices, submitObjection, submitOrder, submitStyle, undo } from "./actions";
import { HowToReach } from "./how-to-reach";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ receipt?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return { title: await titleWithForms(pageTitle(translator(locale, "preferences")("title"), locale), locale) };
}

export default async function PreferencesPage({ params, searchParams }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/preferences");
	const asked = (await searchParams).receipt;
	const [preferences, request, saved] = await Promise.all([
		readPreferences(member, locale),
		accessibleFormats.requestOf(member),
		typeof asked === "string" ? receipt(member, asked) : undefined,
	]);
	const t = translator(locale, "preferences");
	return (
		<MemberPage member={member} locale={locale} path="/preferences">
			{saved ? <Saved receipt={saved} locale={locale} /> : null}
			<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
			<HowToReach preferences={preferences} locale={locale} />
			<WhatFor preferences={preferences} locale={locale} />
			<WhichFirst order={preferences.order} locale={locale} />
			<Campaigning objectedAt={preferences.objectedAt} locale={locale} />
			<InWhatForm preferences={preferences} request={request} locale={locale} />
			<Stop stopped={preferences.stopped} locale={locale} />
			<p className="mt-8 flex flex-wrap gap-x-6">
				<a href={href(locale, "/preferences/history")} className="inline-block py-1">
					{t("history.link")}
				</a>{" "}
				<a href={href(locale, "/messages")} className="inline-block py-1">
					{translator(locale, "message")("ownTitle")}
				</a>
			</p>
		</MemberPage>
	);
}

/** The sentence for each change that has a receipt. */
const said = {
	saved: "saved",
	"order-saved": "orderSaved",
	"style-saved": "styleSaved",
	"contact-changed": "contactChanged",
	"contact-removed": "contactRemoved",
	"stopped-everything": "stopped",
	"stop-undone": "undone",
	objected: "objected",
	"objection-withdrawn": "objectionWithdrawn",
} as const satisfies Record<ConsentAction, string>;

function Saved({ receipt: { id, action }, locale }: { receipt: Receipt; locale: Locale }) {
	const t = translator(locale, "preferences");
	return (
		<Notice>
			{t(said[action], { reference: referenceOf(id) })}{" "}
			<a href={href(locale, `/preferences/history/${id}`)}>{t("seeReceipt")}</a>
		</Notice>
	);
}

function WhatFor({ preferences, locale }: { preferences: Preferences; locale: Locale }) {
	const t = translator(locale, "preferences");
	const group = {
		name: "incident[]",
		label: t("purpose.incident-notices"),
		hint: t("purposeHint.incident-notices"),
		choices: preferences.choices.map(({ choice, wording, allowed }) => ({
			value: choice,
			label: wording,
			checked: allowed,
		})),
	};
	return (
		<Section title={t("choicesTitle")}>
			<ChoicesForm
				kind="checkbox"
				groups={[group]}
				wording={preferences.wording}
				action={submitChoices.bind(null, locale)}
				submit={t("saveChoices")}
				errorTitle={translator(locale, "common")("errorTitle")}
			/>
		</Section>
	);
}

/** Asks which way comes first, of somebody who has chosen more than one that messages go by. */
function WhichFirst({ order, locale }: { order: Preferences["order"]; locale: Locale }) {
	if (order.length === 0) return null;
	const t = translator(locale, "preferences");
	return (
		<Section title={t("order.title")}>
			<ChoicesForm
				kind="radio"
				groups={[
					{
						name: "first",
						label: t("order.label"),
						hint: t("order.hint"),
						choices: order.map(({ channel, first }) => ({
							value: channel,
							label: t(`channel.${channel}`),
							checked: first,
						})),
					},
				]}
				action={submitOrder.bind(null, locale)}
				submit={t("order.save")}
				shape="plain"
				errorTitle={translator(locale, "common")("errorTitle")}
			/>
		</Section>
	);
}

/** The objection to campaigning. It asks for no reason and no consent. */
function Campaigning({ objectedAt, locale }: { objectedAt?: Date | undefined; locale: Locale }) {
	const t = translator(locale, "preferences");
	return (
		<Section title={t("objection.title")}>
			<Read>
				<p>{objectedAt ? t("objection.done", { date: formatDate(objectedAt, locale) }) : t("objection.text")}</p>
			</Read>
			<ActionForm action={submitObjection.bind(null, locale, objectedAt ? "withdraw" : "object")} className="mt-5">
				<Button shape="plain">{t(objectedAt ? "objection.withdraw" : "objection.wording")}</Button>
			</ActionForm>
		</Section>
	);
}

function InWhatForm(props: {
	preferences: Preferences;
	request: Awaited<ReturnType<typeof accessibleFormats.requestOf>>;
	locale: Locale;
}) {
	const { preferences, request, locale } = props;
	const { style } = preferences;
	const t = translator(locale, "preferences");
	const offered = locales.filter((locale) => organisation().languages.includes(locale));
	return (
		<Section title={t("style.title")}>
			{request ? (
				<p>
					{t("style.asked", { format: t(`format.${request.format}`), date: formatDate(request.askedAt, locale) })}{" "}
					{request.sentAt ? t("style.sent", { date: formatDate(request.sentAt, locale) }) : t("style.waits")}
				</p>
			) : null}
			<ChoicesForm
				kind="radio"
				groups={[
					{
						name: "language",
						label: t("style.language"),
						choices: offered.map((language) => ({
							value: language,
							label: t(`language.${language}`),
							checked: language === style.language,
						})),
					},
					{
						name: "format",
						label: t("style.format"),
						choices: formats.map((format) => ({
							value: format,
							label: t(`format.${format}`),
							checked: format === style.format,
						})),
					},
				]}
				action={submitStyle.bind(null, locale)}
				submit={t("style.save")}
				shape="plain"
				errorTitle={translator(locale, "common")("errorTitle")}
			/>
		</Section>
	);
}

function Stop({ stopped, locale }: { stopped: boolean; locale: Locale }) {
	const t = translator(locale, "preferences");
	return (
		<Section title={t("stop.title")} id="stop">
			<Read>
				<p>{stopped ? t("stop.done") : t("stop.text")}</p>
				<p>{t("stop.still")}</p>
			</Read>
			<ActionForm action={(stopped ? undo : stopEverything).bind(null, locale)} className="mt-5">
				{stopped ? <Button shape="plain">{t("stop.undo")}</Button> : <Button shape="stop">{t("stop.button")}</Button>}
			</ActionForm>
		</Section>
	);
}
