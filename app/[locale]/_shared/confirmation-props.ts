import type { ConfirmedTexts } from "@/components/confirmation/confirmation-facts";
import { type Confirmation, isOpenOutcome } from "@/lib/exposure/schema";
import { type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";
import { formatDateTime } from "@/lib/time";

/** Returns the props of a confirmation, for its owner and for people who check it. */
export function confirmationProps(
	confirmation: Confirmation,
	locale: Locale,
): Pick<ConfirmedTexts, "lead" | "rows" | "incidents" | "limits"> {
	const t = translator(locale, "verify");
	return {
		lead: t("foundLead", { organisation: organisation().name[locale] }),
		rows: [
			{ key: t("toldOn"), value: formatDateTime(new Date(confirmation.toldAt), locale) },
			{ key: t("addresses"), value: confirmation.addresses.join(", ") },
		],
		incidents: confirmation.incidents.map((incident) => ({
			title: incident.title[locale] || incident.title.en,
			rows: [
				{ key: t("outcome"), value: t(`meaning.${incident.outcome}`) },
				...(incident.versions.length ? [{ key: t("version"), value: incident.versions.join(", ") }] : []),
				{ key: t("kinds"), value: kinds(incident, locale) },
			],
		})),
		limits: t("limits"),
	};
}

/** Returns the kinds of data that were found. While an answer is open, that none were found does not mean that there are none. */
function kinds({ outcome, categories }: Confirmation["incidents"][number], locale: Locale): string {
	const t = translator(locale, "verify");
	const labels = translator(locale, "labels");
	if (!categories) return t("notSaid");
	const found = categories.map((category) => labels(`category.${category}`)).join(", ");
	return found || t(isOpenOutcome(outcome) ? "kindsUnknown" : "noKinds");
}
