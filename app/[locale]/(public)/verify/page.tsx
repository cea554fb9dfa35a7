import { GuidancePage, guidanceMetadata } from "@/app/[locale]/_shared/guidance-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { ButtonLink } from "@/components/ui/button";
import { Read, Section } from "@/components/ui/layout";
import { href, translator } from "@/lib/i18n";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props) {
	return guidanceMetadata("verify", localeOf((await params).locale));
}

export default async function VerifyPage({ params }: Props) {
	const locale = localeOf((await params).locale);
	const t = translator(locale, "verify");
	const m = translator(locale, "message");
	const fakes = translator(locale, "fakes");
	return (
		<GuidancePage
			id="verify"
			locale={locale}
			path="/verify"
			first={
				<>
					<Section title={m("title")}>
						<Read>
							<p className="mb-5">{m("lead")}</p>
						</Read>
						<ButtonLink href={href(locale, "/verify/message")}>{m("toChecker")}</ButtonLink>
						<p className="mt-5">
							<a href={href(locale, "/verify/messages")}>{m("listLink")}</a>
						</p>
					</Section>
					<Section title={fakes("checkTitle")}>
						<Read>
							<p className="mb-5">{fakes("checkLead")}</p>
						</Read>
						<ButtonLink href={href(locale, "/verify/sender")} shape="plain">
							{fakes("checkSender")}
						</ButtonLink>
						<p className="mt-5">
							<a href={href(locale, "/verify/fakes")}>{fakes("boardLink")}</a>
						</p>
					</Section>
				</>
			}
		>
			<Section title={t("checkTitle")}>
				<Read>
					<p className="mb-5">{t("checkLead")}</p>
				</Read>
				<ButtonLink href={href(locale, "/verify/confirmation")} shape="plain">
					{t("checkLink")}
				</ButtonLink>
				<Read>
					<p className="mt-5">{t.rich("keys", { keys: (words) => <a href="/confirmation-keys">{words}</a> })}</p>
				</Read>
			</Section>
		</GuidancePage>
	);
}
