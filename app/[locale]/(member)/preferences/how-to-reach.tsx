import { spokenMask } from "@/app/[locale]/_shared/spoken-mask";
import { AddressLines } from "@/components/ui/address-lines";
import { Details, Notice, Read, Section } from "@/components/ui/layout";
import { Mask, SummaryList } from "@/components/ui/list";
import { channels, type Preferences } from "@/lib/contact/schema";
import { href, type Locale, translator } from "@/lib/i18n";

/** Lists the addresses and numbers in use. They are masked until opened, because somebody may look over the member's shoulder. */
export function HowToReach({ preferences, locale }: { preferences: Preferences; locale: Locale }) {
	const t = translator(locale, "preferences");
	const pointOf = (channel: (typeof channels)[number]) => preferences.points.find((point) => point.channel === channel);
	const { signInEmail } = preferences;
	return (
		<Section title={t("details")}>
			<Read>
				<p>{t("detailsHint")}</p>
			</Read>
			{preferences.unreachable.map((channel) => (
				<Notice key={channel} tone="wait">
					{t(`unreachable.${channel}`)} <a href={href(locale, `/preferences/${channel}`)}>{t("add")}</a>
				</Notice>
			))}
			<SummaryList
				rows={channels.map((channel) => {
					const point = pointOf(channel);
					return {
						key: t(`channel.${channel}`),
						value: point ? (
							<Details summary={<Mask spoken={spokenMask(point.masked, locale)}>{point.masked}</Mask>}>
								<AddressLines lines={point.lines} />
							</Details>
						) : channel === "email" && signInEmail ? (
							<>
								<Mask spoken={spokenMask(signInEmail.masked, locale)}>{signInEmail.masked}</Mask>{" "}
								<span className="block text-soft">{t("signInEmail")}</span>
							</>
						) : (
							<span className="text-soft">{t("none")}</span>
						),
						action: (
							<a href={href(locale, `/preferences/${channel}`)} className="inline-block py-1">
								{point ? t("change") : t("add")}
								<span className="sr-only"> {t(`channel.${channel}`)}</span>
							</a>
						),
					};
				})}
			/>
		</Section>
	);
}
