import type { ReactNode } from "react";
import { Columns, Heading, Section } from "@/components/ui/layout";
import { MarkdownText } from "@/components/ui/markdown";
import { type Locale, translator } from "@/lib/i18n";
import type { Incident, LocalisedText } from "@/lib/incidents/schema";

/** Shows side by side what is known, what is not, and what is being done. Omits empty parts. */
export function Knowledge(props: { incident: Incident; locale: Locale; children?: ReactNode }) {
	const t = translator(props.locale, "home");
	const { known, unknown, doing } = props.incident;
	const part = (title: string, words: LocalisedText) =>
		words.text.trim() ? (
			<div>
				<Heading>{title}</Heading>
				<MarkdownText text={words.text} lang={words.lang === props.locale ? undefined : words.lang} />
			</div>
		) : null;
	return (
		<Section title={t("happened")} id="happened">
			<Columns>
				{part(t("know"), known)}
				{part(t("doNotKnow"), unknown)}
				{part(t("doing"), doing)}
			</Columns>
			{props.children}
		</Section>
	);
}
