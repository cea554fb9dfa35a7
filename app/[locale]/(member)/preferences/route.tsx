import type { NextRequest } from "next/server";
import { answerForm, queryOf, refusalOf } from "@/app/[locale]/_shared/document-forms";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { memberDocument } from "@/app/[locale]/_shared/personal-document";
import { ChoicesForm } from "@/components/preferences/choices-form";
import { Button } from "@/components/ui/button";
import { DocumentForm, type DocumentFormProps, type SentForm } from "@/components/ui/document-form";
import { Notice, PageHeading, Read, Section } from "@/components/ui/layout";
import type { Member } from "@/lib/authority";
import { accessibleFormats, readPreferences, receipt } from "@/lib/contact";
import { type ConsentAction, formats, type Preferences, type Receipt } from "@/lib/contact/schema";
import { href, type Locale, locales, translator } from "@/lib/i18n";
import { formOwner, requireMember } from "@/lib/identity/guard";
import { referenceOf } from "@/lib/ids";
import { organisation } from "@/lib/organisation";
import { formatDate } from "@/lib/time";
import { stopEverything, submitChoices, submitObjection, submitOrder, submitStyle, undo } from "./forms";
import { HowToReach } from "./how-to-reach";

type Context = { params: Promise<{ locale: string }> };
const forms = { submitChoices, submitOrder, submitObjection, submitStyle, stopEverything, undo };

/** The preferences as a document (app/[locale]/_shared/personal-document.tsx). */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const refused = await refusalOf(request, href(locale, "/preferences"));
	return refused ?? preferencesDocument(await requireMember(locale, "/preferences"), locale, queryOf(request));
}

/** Carries out one of their forms. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const refused = await refusalOf(request, href(locale, "/preferences"));
	if (refused) return refused;
	const member = await requireMember(locale, "/preferences");
	return answerForm(request, locale, forms, (sent) => preferencesDocument(member, locale, queryOf(request), sent));
}

async function preferencesDocument(
	member: Member,
	locale: Locale,
	query: Record<string, string>,
	sent?: SentForm,
): Promise<Response> {
	const [preferences, request, saved] = await Promise.all([
		readPreferences(member, locale),
		accessibleFormats.requestOf(member),
		query.receipt ? receipt(member, query.receipt) : undefined,
	]);
	const t = translator(locale, "preferences");
	const form = { owner: formOwner(member.personId), sent };
	return memberDocument(
		{ locale, path: "/preferences", title: t("title"), sent },
		<>
			{saved ? <Saved receipt={saved} locale={locale} /> : null}
			<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
			<HowToReach preferences={preferences} locale={locale} />
			<WhatFor preferences={preferences} locale={locale} form={form} />
			<WhichFirst order={preferences.order} locale={locale} form={form} />
			<Campaigning objectedAt={preferences.objectedAt} locale={locale} form={form} />
			<InWhatForm preferences={preferences} request={request} locale={locale} form={form} />
			<Stop stopped={preferences.stopped} locale={locale} form={form} />
			<p className="mt-8 flex flex-wrap gap-x-6">
				<a href={href(locale, "/preferences/history")} className="inline-block py-1">
					{t("history.link")}
				</a>{" "}
				<a href={href(locale, "/messages")} className="inline-block py-1">
					{translator(locale, "message")("ownTitle")}
				</a>
			</p>
		</>,
	);
}

/** What each part of the page with a form gets beside what it shows. */
type PartProps = { locale: Locale; form: Omit<DocumentFormProps, "name"> };

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

function WhatFor({ preferences, locale, form }: PartProps & { preferences: Preferences }) {
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
				name="submitChoices"
				{...form}
				kind="checkbox"
				groups={[group]}
				// The version of the wording shown, sent back with a consent.
				hidden={{ wording: preferences.wording }}
				submit={t("saveChoices")}
				errorTitle={translator(locale, "common")("errorTitle")}
			/>
		</Section>
	);
}

/** Asks which way comes first, of somebody who has chosen more than one that messages go by. */
function WhichFirst({ order, locale, form }: PartProps & { order: Preferences["order"] }) {
	if (order.length === 0) return null;
	const t = translator(locale, "preferences");
	return (
		<Section title={t("order.title")}>
			<ChoicesForm
				name="submitOrder"
				{...form}
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
				submit={t("order.save")}
				shape="plain"
				errorTitle={translator(locale, "common")("errorTitle")}
			/>
		</Section>
	);
}

/** The objection to campaigning. It asks for no reason and no consent. */
function Campaigning({ objectedAt, locale, form }: PartProps & { objectedAt?: Date | undefined }) {
	const t = translator(locale, "preferences");
	return (
		<Section title={t("objection.title")}>
			<Read>
				<p>{objectedAt ? t("objection.done", { date: formatDate(objectedAt, locale) }) : t("objection.text")}</p>
			</Read>
			<DocumentForm
				name="submitObjection"
				{...form}
				hidden={{ answer: objectedAt ? "withdraw" : "object" }}
				className="mt-5"
			>
				<Button shape="plain">{t(objectedAt ? "objection.withdraw" : "objection.wording")}</Button>
			</DocumentForm>
		</Section>
	);
}

function InWhatForm(
	props: PartProps & { preferences: Preferences; request: Awaited<ReturnType<typeof accessibleFormats.requestOf>> },
) {
	const { preferences, request, locale, form } = props;
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
				name="submitStyle"
				{...form}
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
				submit={t("style.save")}
				shape="plain"
				errorTitle={translator(locale, "common")("errorTitle")}
			/>
		</Section>
	);
}

function Stop({ stopped, locale, form }: PartProps & { stopped: boolean }) {
	const t = translator(locale, "preferences");
	return (
		<Section title={t("stop.title")} id="stop">
			<Read>
				<p>{stopped ? t("stop.done") : t("stop.text")}</p>
				<p>{t("stop.still")}</p>
			</Read>
			<DocumentForm name={stopped ? "undo" : "stopEverything"} {...form} className="mt-5">
				{stopped ? <Button shape="plain">{t("stop.undo")}</Button> : <Button shape="stop">{t("stop.button")}</Button>}
			</DocumentForm>
		</Section>
	);
}
