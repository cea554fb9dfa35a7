import { pageTitle } from "@/app/[locale]/_shared/page-title";
import type { AddressTexts } from "@/components/fakes/address-list";
import type { SenderTexts } from "@/components/fakes/check-sender";
import type { SenderVerdict } from "@/lib/fakes/schema";
import { href, type Locale, translator } from "@/lib/i18n";

/** The verdicts, the one that matters most first. */
const order = ["imitation", "other", "our-domain", "ours"] as const;
const tones = { imitation: "stop", other: "fault", "our-domain": "wait", ours: "clear" } as const;

/** Returns the sentences about one address. */
export function addressTexts(one: SenderVerdict, locale: Locale): AddressTexts {
	const t = translator(locale, "fakes");
	if (one.verdict !== "imitation") {
		const ours = one.kind === "email" ? t("verdict.oursEmail") : t("verdict.oursWeb");
		return { address: one.address, says: one.verdict === "ours" ? ours : t(`verdict.${one.verdict}`), tricks: [] };
	}
	const letters = one.letters.length > 0 ? [t("letters", { letters: one.letters.join(" ") })] : [];
	return {
		address: one.address,
		says: t("verdict.imitation", { domain: one.of }),
		tricks: [...one.tricks.map((trick) => t(`trick.${trick}`)), ...letters],
	};
}

/** Returns the texts of a checked sender in a page's language. The heading is of the worst verdict. */
export function senderProps(verdicts: readonly SenderVerdict[], locale: Locale): SenderTexts {
	const t = translator(locale, "fakes");
	const worst = order.find((each) => verdicts.some(({ verdict }) => verdict === each)) ?? "other";
	const title = t(`result.${worst}`);
	return {
		tone: tones[worst],
		title,
		documentTitle: pageTitle(title, locale),
		addresses: verdicts.map((one) => addressTexts(one, locale)),
		caution: t(worst === "ours" || worst === "our-domain" ? "caution" : "cautionOther"),
		...(worst === "ours" ? {} : { report: { label: t("reportLink"), href: href(locale, "/verify/fakes/report") } }),
		spot: { label: t("spot"), href: href(locale, "/guidance/spotting-scams") },
		another: { label: t("another"), href: href(locale, "/verify/sender") },
	};
}
