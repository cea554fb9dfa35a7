import type { Locale } from "../i18n";
import { organisation } from "../organisation";
import { type Fact, type FactId, facts } from "./national-contacts";
import { nationList, nationsOf, type Reader } from "./render-sentence";
import { type Nation, telephoneHref } from "./schema";

/** An outside contact. `where` names its nations if the reader could also live in another. */
export type Contact = { id: FactId; name: string; where: string; text: string; href: string; reviewedOn: string };

/** Returns the outside contacts of a nation, or of all the organisation's nations if none is chosen. */
export function contactsFor(locale: Locale, ids: readonly FactId[], nation?: Nation): Contact[] {
	const site = organisation();
	const reader: Reader = { locale, organisation: site, nations: nation ? [nation] : site.nations };
	return ids.flatMap((id) => {
		const fact: Fact = facts[id];
		const holds = nationsOf(fact, reader);
		if (holds.length === 0) return [];
		const where = holds.length < reader.nations.length ? nationList(holds, locale) : "";
		return [{ id, name: fact.name[locale], where, ...way(fact), reviewedOn: fact.reviewedOn }];
	});
}

function way(fact: Fact): { text: string; href: string } {
	if (fact.telephone) return { text: fact.telephone, href: telephoneHref(fact.telephone) };
	if (fact.sms) return { text: fact.sms, href: `sms:${fact.sms}` };
	if (fact.email) return { text: fact.email, href: `mailto:${fact.email}` };
	if (fact.digits) return { text: fact.digits, href: "" };
	return { text: new URL(fact.website ?? "").host, href: fact.website ?? "" };
}
