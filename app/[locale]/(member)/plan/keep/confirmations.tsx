import { MakeForm } from "@/components/confirmation/make-form";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Read, Section } from "@/components/ui/layout";
import { type Confirmation, showConfirmationCode } from "@/lib/exposure/schema";
import { href, type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";
import { formatDateTime } from "@/lib/time";
import { makeConfirmation, withdraw } from "./actions";

/** Lists the member's confirmations with their codes, a form to withdraw each, and a form to make another. */
export function Confirmations(props: { confirmations: Confirmation[]; addresses: string[]; locale: Locale }) {
	const { confirmations, locale } = props;
	const t = translator(locale, "plan");
	const address = `${organisation().officialDomains.at(-1)}${href(locale, "/verify")}`;
	return (
		<Section title={t("keep.confirmations")} id="confirmations">
			<div className="print:hidden">
				<Read>
					<p>{t("keep.confirmLead")}</p>
					<p>{t("keep.confirmSays", { addresses: props.addresses.join(", ") })}</p>
				</Read>
			</div>
			<ul className="mt-4">
				{confirmations.map((confirmation) => (
					<li key={confirmation.id} className="border-b border-line py-4">
						<p className="font-mono text-[1.2rem] font-bold tracking-[.06em]">
							{showConfirmationCode(confirmation.code)}
						</p>
						<p className="text-soft">
							{t("keep.madeOn", { date: formatDateTime(new Date(confirmation.toldAt), locale) })}
							{" · "}
							{confirmation.incidents.some((incident) => incident.categories)
								? t("keep.withKinds")
								: t("keep.withoutKinds")}
						</p>
						<p className="mt-2 print:hidden">
							<a href={href(locale, `/plan/keep/${confirmation.id}`)} className="inline-block py-1">
								{t("keep.open")}
								<span className="sr-only">
									{" "}
									{t("keep.openAbout", { code: showConfirmationCode(confirmation.code) })}
								</span>
							</a>
						</p>
						<ActionForm action={withdraw.bind(null, locale, confirmation.id)} className="mt-2 print:hidden">
							<Button shape="small" about={t("keep.withdrawAbout", { code: showConfirmationCode(confirmation.code) })}>
								{t("keep.withdraw")}
							</Button>
						</ActionForm>
					</li>
				))}
			</ul>
			{confirmations.length > 0 ? (
				<Read>
					<p className="mt-4">{t("keep.howToCheck", { address })}</p>
					<p className="print:hidden">{t("keep.withdrawHint")}</p>
				</Read>
			) : null}
			<MakeForm
				action={makeConfirmation.bind(null, locale)}
				texts={{
					errorTitle: translator(locale, "common")("errorTitle"),
					question: t("keep.categories"),
					yes: t("keep.categoriesYes"),
					no: t("keep.categoriesNo"),
					make: t("keep.make"),
				}}
			/>
		</Section>
	);
}
