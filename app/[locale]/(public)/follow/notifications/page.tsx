import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { NotificationSwitch } from "@/components/follow/notification-switch";
import { Notice, PageHeading } from "@/components/ui/layout";
import { href, translator } from "@/lib/i18n";
import { pushKey } from "@/lib/subscriptions";
import { startNotifications, stopNotifications } from "./actions";

/** Renders on every request, because the page has a form. */
export const dynamic = "force-dynamic";

/** Turns notifications of this browser on and off. They say only that there is news. */
export default async function NotificationsPage(props: PageProps<"/[locale]/follow/notifications">) {
	const locale = localeOf((await props.params).locale);
	const { done } = await props.searchParams;
	const t = translator(locale, "follow");
	const key = pushKey();
	return (
		<SitePage locale={locale} path="/follow/notifications">
			<title>{pageTitle(t("push.title"), locale)}</title>
			{done === "off" ? <Notice>{t("push.stopped")}</Notice> : null}
			<PageHeading lead={t(key ? "push.lead" : "push.unavailable")}>{t("push.title")}</PageHeading>
			{key ? (
				<>
					<p className="mt-4 max-w-read">{t("push.says")}</p>
					<NotificationSwitch
						start={startNotifications.bind(null, locale)}
						stop={stopNotifications.bind(null, locale)}
						publicKey={key}
						script={`/push-worker.js?language=${locale}`}
						texts={{
							needsScripts: t("push.needsScripts"),
							errorTitle: t("push.errorTitle"),
							turnOn: t("push.turnOn"),
							turnOff: t("push.turnOff"),
							isOn: t("push.isOn"),
							blocked: t("push.blocked"),
							unsupported: t("push.unsupported"),
							failed: t("push.failed"),
						}}
					/>
				</>
			) : null}
			<p className="mt-6">
				<a href={href(locale, "/follow")}>{t("link")}</a>
			</p>
		</SitePage>
	);
}
