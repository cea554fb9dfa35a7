import type { Metadata } from "next";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { MemberPage } from "@/app/[locale]/_shared/member-page";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { PageHeading } from "@/components/ui/layout";
import { Timeline, TimelineItem } from "@/components/ui/list";
import { href, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { messagesTo } from "@/lib/messages";
import { formatDateTime } from "@/lib/time";
import { SafetyContact } from "../safety-contact";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return { title: pageTitle(translator(locale, "message")("ownTitle"), locale) };
}

/** Lists the messages that were sent to the member, with what became of each. */
export default async function OwnMessagesPage({ params }: Props) {
	const locale = localeOf((await params).locale);
	const member = await requireMember(locale, "/messages");
	const messages = await messagesTo(member);
	const t = translator(locale, "message");
	return (
		<MemberPage member={member} locale={locale} path="/messages">
			<PageHeading lead={t("ownLead")}>{t("ownTitle")}</PageHeading>
			<div className="mt-8 border-t-2 border-ink">
				{messages.length > 0 ? (
					<Timeline>
						{messages.map(({ reference, sent, sentAt, channel, state, locale: sentIn }) => (
							<TimelineItem key={reference} at={formatDateTime(sentAt, locale)} dateTime={sentAt.toISOString()}>
								<p className="font-bold">
									<a href={href(locale, `/verify/messages/${reference}`)} lang={sentIn}>
										{(sent[sentIn] ?? sent.en).subject}
									</a>
								</p>
								<p className="text-soft">
									{t("referenceIs", { reference })} ·{" "}
									{channel === "text"
										? t(`textState.${state}`)
										: channel === "letter"
											? t(state === "not-accepting" ? "letterState.returned" : "letterState.sent")
											: t(`state.${state}`)}
								</p>
							</TimelineItem>
						))}
					</Timeline>
				) : (
					<p className="my-6">{t("ownEmpty")}</p>
				)}
			</div>
			<SafetyContact locale={locale} />
		</MemberPage>
	);
}
