import type { Metadata } from "next";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Meta, Notice, PageHeading } from "@/components/ui/layout";
import { DataTable, Tag } from "@/components/ui/list";
import { translator } from "@/lib/i18n";
import { devicesOf } from "@/lib/identity";
import { requireMember } from "@/lib/identity/guard";
import { sessionLimits } from "@/lib/identity/schema";
import { formatDateTime } from "@/lib/time";
import { signOutOthers } from "./actions";

export async function generateMetadata({ params }: PageProps<"/[locale]/devices">): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "devices")("title"), locale) };
}

/** Lists the browsers a member is signed in with, each with a sign-out form. */
export default async function DevicesPage(props: PageProps<"/[locale]/devices">) {
	const locale = localeOf((await props.params).locale);
	const member = await requireMember(locale, "/devices");
	const devices = await devicesOf(member);
	const { done } = await props.searchParams;
	const t = translator(locale, "devices");
	return (
		<MemberPage member={member} locale={locale} path="/devices">
			{typeof done === "string" && /^\d{1,3}$/.test(done) ? (
				<Notice>{t("done", { count: Number(done) })}</Notice>
			) : null}
			<PageHeading lead={t("lead")}>{t("title")}</PageHeading>
			<div className="mt-6">
				<DataTable
					caption={t("caption")}
					captionHidden
					head={[t("browser"), t("signedIn"), t("lastUsed"), ""]}
					rows={devices.map((place) => {
						const device = place.device || t("unknown");
						const at = formatDateTime(place.signedInAt, locale);
						return {
							key: place.id,
							cells: [
								<>
									{device} {place.isNew ? <span className="block font-normal text-soft">{t("isNew")}</span> : null}
								</>,
								at,
								formatDateTime(place.seenAt, locale),
								place.here ? (
									<Tag key="here" tone="clear">
										{t("here")}
									</Tag>
								) : (
									<ActionForm key="signOut" action={signOutOthers.bind(null, locale, place.id)}>
										<Button shape="small" about={t("signOutAbout", { device, at })}>
											{t("signOut")}
										</Button>
									</ActionForm>
								),
							],
						};
					})}
				/>
			</div>
			<div className="my-6">
				{devices.length > 1 ? (
					<ActionForm action={signOutOthers.bind(null, locale, "")}>
						<Button>{t("signOutOthers")}</Button>
					</ActionForm>
				) : (
					<p>{t("onlyHere")}</p>
				)}
			</div>
			<Meta>{t("limits", { idle: sessionLimits.member.idle, absolute: sessionLimits.member.absolute / 60 })}</Meta>
		</MemberPage>
	);
}
