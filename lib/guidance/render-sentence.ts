import { href, type Locale, translator } from "../i18n";
import type { Organisation } from "../organisation";
import { abuseHelplines, type Fact, type FactId, facts, fraudReports } from "./national-contacts";
import { type Nation, type Sentence, type Span, telephoneHref } from "./schema";

/** The reader's language, the organisation whose site it is, and the nations whose numbers apply. */
export type Reader = { locale: Locale; organisation: Organisation; nations: readonly Nation[] };

/** Returns the nations of a fact that are also the reader's. */
export function nationsOf(fact: Fact, reader: Reader): Nation[] {
	return reader.nations.filter((nation) => fact.nations.includes(nation));
}

/** Lists nations: "England, Wales and Northern Ireland". All but the first are phrases of the catalogue, because Welsh "a" mutates the next word. */
export function nationList(nations: readonly Nation[], locale: Locale): string {
	const labels = translator(locale, "labels");
	const names = nations.map((nation, at) => {
		if (at === 0) return labels(`nation.${nation}`);
		return at === nations.length - 1 ? ` ${labels(`andNation.${nation}`)}` : `, ${labels(`nextNation.${nation}`)}`;
	});
	return names.join("");
}

/** Lists addresses: "a, b and c". Does not use Intl.ListFormat, because it cannot choose between Welsh "a" and "ac". */
function joined(items: readonly string[], locale: Locale): string {
	if (items.length < 2) return items.join("");
	const last = items.at(-1) ?? "";
	const and = /^[aeiouwyâêîôûŵŷ]/i.test(last) ? "and.vowel" : "and.consonant";
	return `${items.slice(0, -1).join(", ")} ${translator(locale, "guidance")(and)} ${last}`;
}

function fromOrganisation(token: string, { organisation, locale }: Reader): Span | undefined {
	const { contacts, dataProtectionOfficer, officialDomains, senders, privacy } = organisation;
	const telephone = (number: string) => ({ text: number, href: telephoneHref(number) });
	switch (token) {
		case "helpline":
			return telephone(contacts.helpline.telephone);
		case "safety":
			return telephone(contacts.safety.telephone);
		case "safety-email":
			return { text: contacts.safety.email, href: `mailto:${contacts.safety.email}` };
		case "email":
			return { text: contacts.email, href: `mailto:${contacts.email}` };
		case "dpo":
			return { text: dataProtectionOfficer.email, href: `mailto:${dataProtectionOfficer.email}` };
		case "dpo-name":
			return dataProtectionOfficer.name;
		case "dpo-post":
			return dataProtectionOfficer.post.join(", ");
		case "post":
			return contacts.post.join(", ");
		case "helpline-hours":
			return contacts.helpline.hours[locale];
		case "safety-hours":
			return contacts.safety.hours[locale];
		case "domain":
			return officialDomains.at(-1);
		case "domains":
			return joined(officialDomains, locale);
		case "senders":
			return joined(
				senders.map((sender) => sender.address),
				locale,
			);
		case "organisation":
			return organisation.name[locale];
		case "kept-for":
			return privacy.keptFor[locale];
		case "registration":
			return organisation.registrationNumber ?? "";
	}
	return undefined;
}

function fromFact(fact: Fact, locale: Locale): Span {
	if (fact.telephone) return { text: fact.telephone, href: telephoneHref(fact.telephone) };
	if (fact.sms) return { text: fact.smsWords?.[locale] ?? fact.sms, href: `sms:${fact.sms}` };
	if (fact.email) return { text: fact.email, href: `mailto:${fact.email}` };
	if (fact.website) return { text: fact.name[locale], href: fact.website };
	if (fact.digits) return fact.digits;
	throw new Error("a fact without a number or an address");
}

/** Returns the fraud reporting services. Names their nations if the reader's nations have different ones. */
function fraudReport(reader: Reader): Span[] {
	const open = fraudReports.filter((id) => nationsOf(facts[id], reader).length > 0);
	return open.flatMap((id, at): Span[] => {
		const fact: Fact = facts[id];
		const where = open.length > 1 ? ` (${nationList(nationsOf(fact, reader), reader.locale)})` : "";
		const or = at > 0 ? ` ${translator(reader.locale, "guidance")("or")} ` : "";
		return [`${or}${fact.name[reader.locale]}, `, fromFact(fact, reader.locale), ...(where ? [where] : [])];
	});
}

/**
 * Returns the items of a list that one item of the content names: the organisation's legal reasons, or a helpline for each of the
 * reader's nations. Undefined if the item is a sentence.
 */
export function namedItems(item: string, reader: Reader): Sentence[] | undefined {
	if (item === "{lawful-bases}") return reader.organisation.privacy.lawfulBases.map((basis) => [basis[reader.locale]]);
	if (item !== "{abuse-helplines}") return undefined;
	return abuseHelplines.flatMap((id) => {
		const fact: Fact = facts[id];
		const where = nationsOf(fact, reader);
		if (where.length === 0) return [];
		const names = `${nationList(where, reader.locale)}: ${fact.name[reader.locale]}, `;
		return [[names, fromFact(fact, reader.locale)]];
	});
}

function token(name: string, reader: Reader): Span[] {
	if (name === "fraud") return fraudReport(reader);
	if (name === "cifas-price") {
		return [translator(reader.locale, "guidance")("price", facts.cifas.price)];
	}
	if (name === "regulator-name") return [facts.regulator.name[reader.locale]];
	if (name === "regulator-website") {
		return [{ text: new URL(facts.regulator.website).host, href: facts.regulator.website }];
	}
	const own = fromOrganisation(name, reader);
	if (own !== undefined) return [own];
	if (name in facts) return [fromFact(facts[name as FactId], reader.locale)];
	throw new Error(`guidance names an unknown fact: ${name}`);
}

/** Renders a sentence of the content: fills in facts and contacts and makes links. Throws if a fact does not exist. */
export function renderSentence(source: string, reader: Reader): Sentence {
	const spans = source.split(/(\{[a-z-]+\}|\[[^\]]+\]\([^)]+\))/).flatMap((part): Span[] => {
		if (part.startsWith("{")) return token(part.slice(1, -1), reader);
		const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part);
		if (!link?.[1] || !link[2]) return part ? [part] : [];
		const path = link[2].startsWith("/") ? link[2] : `/guidance/${link[2]}`;
		return [{ text: link[1], href: href(reader.locale, path) }];
	});
	return spans;
}
