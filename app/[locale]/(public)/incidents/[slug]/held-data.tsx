import { Details, Section } from "@/components/ui/layout";
import { DataTable, SummaryList } from "@/components/ui/list";
import { LocalisedText } from "@/components/ui/localised-text";
import { href, type Locale, translator } from "@/lib/i18n";
import type { HeldData, Incident, Standing } from "@/lib/incidents/schema";

const columns: Standing[] = ["in-data", "held-elsewhere", "being-rebuilt"];

/** Lists, for each relationship, the data categories that were and were not in the data, and why they are held. */
export function HeldDataTable({ incident, locale }: { incident: Incident; locale: Locale }) {
	const t = translator(locale, "incident");
	const labels = translator(locale, "labels");
	const used = columns.filter((column) =>
		incident.held.some((held) => held.categories.some((category) => category.standing === column)),
	);
	return (
		<Section title={t("held")}>
			{incident.held.length === 0 ? (
				<p>{incident.dataInvolved ? t("noHeld") : t("noData")}</p>
			) : (
				<>
					<DataTable
						caption={t("heldLead")}
						head={[t("heldTable"), ...used.map((column) => labels(`standing.${column}`))]}
						rows={incident.held.map((held) => ({
							key: held.relationship,
							cells: [
								labels(`relationship.${held.relationship}`),
								...used.map((column) => categoriesOf(held, column, locale)),
							],
						}))}
					/>
					{incident.held.map((held) => (
						<Details
							onPaper
							key={held.relationship}
							summary={`${t("why")}: ${labels(`relationship.${held.relationship}`)}`}
						>
							<Why held={held} locale={locale} />
						</Details>
					))}
				</>
			)}
		</Section>
	);
}

/** Draws the list of categories with this standing. Returns null if there are none, so that a phone leaves the cell out. */
function categoriesOf(held: HeldData, standing: Standing, locale: Locale) {
	const labels = translator(locale, "labels");
	const categories = held.categories.filter((category) => category.standing === standing);
	if (categories.length === 0) return null;
	return (
		<ul>
			{categories.map(({ category }) => (
				<li key={category}>
					<a href={href(locale, `/guidance/${category}`)}>{labels(`category.${category}`)}</a>
				</li>
			))}
		</ul>
	);
}

function Why({ held, locale }: { held: HeldData; locale: Locale }) {
	const t = translator(locale, "incident");
	return (
		<SummaryList
			rows={[
				{ key: t("source"), value: <LocalisedText {...held.source} locale={locale} /> },
				{ key: t("lawfulBasis"), value: <LocalisedText {...held.lawfulBasis} locale={locale} /> },
				{ key: t("retention"), value: <LocalisedText {...held.retention} locale={locale} /> },
			]}
		/>
	);
}
