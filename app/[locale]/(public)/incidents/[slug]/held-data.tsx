import { Fragment } from "react";
import { Details, Heading, Section } from "@/components/ui/layout";
import { SummaryList, Tag } from "@/components/ui/list";
import { LocalisedSentence } from "@/components/ui/localised-text";
import type { DataCategory } from "@/lib/data-categories";
import { href, type Locale, translator } from "@/lib/i18n";
import type { HeldData, Incident } from "@/lib/incidents/schema";
import { type GroupDifference, heldDataGroups } from "./held-data-groups";

/** Says what the data of nearly everyone held, then for each group what differs and why it is held. */
export function HeldDataSection({ incident, locale }: { incident: Incident; locale: Locale }) {
	const t = translator(locale, "incident");
	const { common, groups } = heldDataGroups(incident.held);
	return (
		<Section title={t("held")} id="held">
			{groups.length === 0 ? (
				<p>{incident.dataInvolved ? t("noHeld") : t("noData")}</p>
			) : (
				<>
					<p className="mb-3 max-w-read">{t("heldLead")}</p>
					{common.length > 0 ? (
						<>
							<p className="max-w-read">
								<Tag tone="stop">{t("nearlyEveryone")}</Tag> <Categories categories={common} locale={locale} linked />
							</p>
							<Heading>{t("differs")}</Heading>
						</>
					) : null}
					{groups.map((group) => (
						<Details
							key={group.held.relationship}
							onPaper
							summary={translator(locale, "labels")(`relationship.${group.held.relationship}`)}
						>
							<Difference group={group} locale={locale} common={common.length > 0} />
						</Details>
					))}
				</>
			)}
		</Section>
	);
}

/** Lists categories in one line. Those in the data lead to their guidance. */
function Categories(props: { categories: DataCategory[]; locale: Locale; linked?: boolean }) {
	const labels = translator(props.locale, "labels");
	return props.categories.map((category, at) => {
		const label = at === 0 ? labels(`category.${category}`) : labels(`category.${category}`).toLowerCase();
		return (
			<Fragment key={category}>
				{at === 0 ? null : ", "}
				{props.linked ? <a href={href(props.locale, `/guidance/${category}`)}>{label}</a> : label}
			</Fragment>
		);
	});
}

function Difference({ group, locale, common }: { group: GroupDifference; locale: Locale; common: boolean }) {
	const t = translator(locale, "incident");
	const labels = translator(locale, "labels");
	const parts = [
		{ tone: "stop", label: common ? t("also") : labels("standing.in-data"), categories: group.also, linked: true },
		{ tone: "wait", label: labels("standing.being-rebuilt"), categories: group.rebuilt, linked: false },
		{ tone: "clear", label: labels("standing.held-elsewhere"), categories: group.elsewhere, linked: false },
		{ tone: "plain", label: t("absent"), categories: group.absent, linked: false },
	] as const;
	const shown = parts.filter(({ categories }) => categories.length > 0);
	return (
		<>
			{shown.length === 0 ? <p>{t("noDifference")}</p> : null}
			{shown.map(({ tone, label, categories, linked }) => (
				<p key={label}>
					<Tag tone={tone}>{label}:</Tag> <Categories categories={[...categories]} locale={locale} linked={linked} />
				</p>
			))}
			<Why held={group.held} locale={locale} />
		</>
	);
}

function Why({ held, locale }: { held: HeldData; locale: Locale }) {
	const t = translator(locale, "incident");
	return (
		<SummaryList
			rows={[
				{ key: t("why"), value: <LocalisedSentence {...held.source} locale={locale} /> },
				{ key: t("lawfulBasis"), value: <LocalisedSentence {...held.lawfulBasis} locale={locale} /> },
				{ key: t("retention"), value: <LocalisedSentence {...held.retention} locale={locale} /> },
			]}
		/>
	);
}
