import type { DataCategory } from "../data-categories";
import type { Locale } from "../i18n";
import { type Organisation, organisation } from "../organisation";
import { actionText } from "./action-copy";
import { rules } from "./actions";
import type { BlockSource, PageSource } from "./content/content-blocks";
import cyCategories from "./content/cy/categories";
import cyGeneral from "./content/cy/general";
import cyStanding from "./content/cy/site-pages";
import enCategories from "./content/en/categories";
import enGeneral from "./content/en/general";
import enStanding from "./content/en/site-pages";
import { namedItems, nationList, type Reader, renderSentence } from "./render-sentence";
import { reviewedOn } from "./review-dates";
import { actionIds, type Block, generalTopics, type Page, type PageId, type TopicSlug } from "./schema";

/** The content of every page before facts and contacts are filled in. */
export const pageSources: Record<Locale, Record<PageId, PageSource>> = {
	en: { ...enCategories, ...enGeneral, ...enStanding },
	cy: { ...cyCategories, ...cyGeneral, ...cyStanding },
};

/** Returns the guidance pages that are not about one data category, with their titles, in list order. */
export function generalPages(locale: Locale): TopicLink[] {
	return generalTopics.map((slug) => ({ slug, title: pageSources[locale][slug].title }));
}
export type TopicLink = { slug: TopicSlug; title: string };

/** Renders a page in a language for all of the organisation's nations. */
export function page(id: PageId, locale: Locale): Page {
	const { title, lead, blocks } = pageSources[locale][id];
	const site = organisation();
	const reader: Reader = { locale, organisation: site, nations: site.nations };
	return {
		id,
		title,
		lead: renderSentence(lead, reader),
		reviewedOn: reviewedOn[id],
		nations: nationList(site.nations, locale),
		blocks: blocks.filter((block) => holds(block, site)).map((block, at) => renderBlock(block, at, id, reader)),
	};
}

/** Whether a block applies. The sentence on the register of fee payers needs a registration number. */
function holds(block: BlockSource, site: Organisation): boolean {
	return !(block.kind === "text" && block.text.includes("{registration}") && !site.registrationNumber);
}

/** Begins an item that is true only of a site that has Welsh. */
const inWelsh = "{in-welsh}";

/** Renders one block of a page. `at` gives a heading its anchor. */
function renderBlock(block: BlockSource, at: number, id: PageId, reader: Reader): Block {
	switch (block.kind) {
		case "heading":
			return { kind: block.kind, text: block.text, id: block.anchor ?? `part-${at + 1}` };
		case "text":
		case "note":
			return { ...block, text: renderSentence(block.text, reader) };
		case "list":
		case "steps":
			return {
				...block,
				items: block.items
					.filter((item) => !item.startsWith(inWelsh) || reader.organisation.languages.includes("cy"))
					.flatMap((item) => namedItems(item, reader) ?? [renderSentence(item.replace(inWelsh, ""), reader)]),
			};
		case "example":
			return block;
		case "actions":
			return { kind: "actions", actions: actionsOf(id as DataCategory).map((id) => actionText({ id }, reader.locale)) };
	}
}

/** Returns the actions of one category, most urgent first. */
function actionsOf(category: DataCategory) {
	return actionIds.filter((id) => rules[id].seen.includes(category));
}
