import { localeOf } from "@/app/[locale]/_shared/locale";
import { oneFieldTexts } from "@/app/[locale]/_shared/one-field-texts";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { Notice, PageHeading } from "@/components/ui/layout";
import { href, translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { pushKey } from "@/lib/subscriptions";
import { askForCode } from "./actions";
import { followTopics, topicOf } from "./follow-topics";

/** Renders on every request, because the page has a form. */
export const dynamic = "force-dynamic";

/** Asks what to follow, by a link, and for the address that a code is mailed to. */
export default async function FollowPage(props: PageProps<"/[locale]/follow">) {
	const locale = localeOf((await props.params).locale);
	const query = await props.searchParams;
	const t = translator(locale, "follow");
	const chosen = await topicOf(locale, query.next);
	const path = `/follow?next=${chosen.value}`;
	if (query.done)
		return (
			<SitePage locale={locale} path={`${path}&done=1`}>
				<title>{pageTitle(t("doneTitle"), locale)}</title>
				<PageHeading>{t("doneTitle")}</PageHeading>
				<Notice>{t("done", { topic: chosen.label })}</Notice>
				<p>{t("stopAnyTime")}</p>
			</SitePage>
		);
	return (
		<SitePage locale={locale} path={path} typed>
			<OneFieldForm
				field="email"
				action={askForCode.bind(null, locale, chosen.value)}
				typed={await readDraft("/follow")}
				texts={oneFieldTexts(locale, {
					title: t("title"),
					label: t("email"),
					hint: t("emailHint"),
					submit: t("sendCode"),
				})}
			>
				{query.problem ? <Notice tone="wait">{t("codeProblem")}</Notice> : null}
				<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
				{pushKey() ? (
					<p className="mt-4">
						<a href={href(locale, "/follow/notifications")}>{t("push.link")}</a>
					</p>
				) : null}
				<h2 className="heading">{t("about")}</h2>
				<ul className="mt-2">
					{(await followTopics(locale)).map(({ value, label }) => (
						<li key={value} className="py-2">
							{value === chosen.value ? (
								<b>
									{label} {t("chosen")}
								</b>
							) : (
								<a href={href(locale, `/follow?next=${value}`)}>{label}</a>
							)}
						</li>
					))}
				</ul>
			</OneFieldForm>
		</SitePage>
	);
}
