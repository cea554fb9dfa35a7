import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Blocks, type StepStates } from "@/components/guidance/blocks";
import { LinkedSentence } from "@/components/guidance/sentence";
import { Meta, PageHeading } from "@/components/ui/layout";
import { page } from "@/lib/guidance";
import { type PageId, plainText } from "@/lib/guidance/schema";
import { type Locale, translator } from "@/lib/i18n";
import { formatDay } from "@/lib/time";
import { SitePage } from "./page-shell";
import { pageTitle } from "./page-title";

/** Returns title and description of a page of guidance content. */
export function guidanceMetadata(id: PageId, locale: Locale): Metadata {
	const { title, lead } = page(id, locale);
	return { title: pageTitle(title, locale), description: plainText(lead) };
}

/** Shows a page of guidance content in the site's frame. `children` come between its body and its review date. */
export function GuidancePage(props: {
	id: PageId;
	locale: Locale;
	path: string;
	above?: ReactNode;
	/** Whether everybody can leave the page at once. */
	exit?: boolean;
	/** What the reader came to do, before the body. */
	first?: ReactNode;
	children?: ReactNode;
}) {
	return (
		<SitePage locale={props.locale} path={props.path} exit={props.exit}>
			<GuidanceText id={props.id} locale={props.locale} above={props.above} first={props.first}>
				{props.children}
			</GuidanceText>
		</SitePage>
	);
}

/** The text of a page of guidance, with its review date. `states` are those of its steps in the reader's plan. */
export function GuidanceText(props: {
	id: PageId;
	locale: Locale;
	above?: ReactNode;
	states?: StepStates;
	first?: ReactNode;
	children?: ReactNode;
}) {
	const { title, lead, reviewedOn, nations, blocks } = page(props.id, props.locale);
	const t = translator(props.locale, "guidance");
	const texts = {
		example: t("example"),
		exampleEnd: t("exampleEnd"),
		exampleFrom: t("exampleFrom"),
		tells: t("tells"),
		minutes: (minutes: number) => t("minutes", { minutes }),
	};
	return (
		<>
			<PageHeading meta={props.above} lead={<LinkedSentence sentence={lead} />}>
				{title}
			</PageHeading>
			{props.first}
			<Blocks blocks={blocks} texts={texts} states={props.states} />
			{props.children}
			<Meta>
				{t("reviewed", { date: formatDay(reviewedOn, props.locale) })} {t("holdsFor", { nations })}
			</Meta>
		</>
	);
}
