import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { oneFieldTexts } from "@/app/[locale]/_shared/one-field-texts";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { Notice, PageHeading } from "@/components/ui/layout";
import { readPreferences } from "@/lib/contact";
import { href, translator } from "@/lib/i18n";
import { readDraft } from "@/lib/identity/form-draft";
import { requireMember } from "@/lib/identity/guard";
import { RemovePoint } from "../remove-point";
import { askForCode } from "./actions";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ problem?: string | string[] }> };

export default async function EmailPage({ params, searchParams }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/preferences");
	const { points } = await readPreferences(member, locale);
	const t = translator(locale, "preferences");
	const texts = oneFieldTexts(locale, {
		title: t("point.email.title"),
		label: t("point.email.label"),
		hint: t("point.email.hint"),
		submit: t("point.email.submit"),
	});
	return (
		<MemberPage member={member} locale={locale} path="/preferences/email" typed>
			<OneFieldForm
				field="email"
				action={askForCode.bind(null, locale)}
				typed={await readDraft("/preferences/email")}
				texts={texts}
			>
				{(await searchParams).problem ? <Notice tone="wait">{t("point.email.codeProblem")}</Notice> : null}
				<PageHeading meta={<a href={href(locale, "/preferences")}>{t("history.back")}</a>}>
					{t("point.email.title")}
				</PageHeading>
			</OneFieldForm>
			<RemovePoint channel="email" point={points.find((point) => point.channel === "email")} locale={locale} />
		</MemberPage>
	);
}
