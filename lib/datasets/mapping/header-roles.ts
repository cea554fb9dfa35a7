/** What the header of a column says that it holds. */
import type { DataCategory } from "../../data-categories";
import type { ColumnRole } from "../schema";
import { isSecretHeader, normaliseHeader } from "./password-columns";

export const category = (name: DataCategory): ColumnRole => ({ as: "category", category: name });

/** What tables call those whom their rows are about. */
export const people =
	"contact|members?|member s|billing|customer|donor|supporter|subscriber|voter|elector|attendee|applicant|employee|volunteer|person|client|individual|activist|delegate|participant|student|friend";

/** Matches headers. The first pattern that matches counts. */
const headerPatterns: [RegExp, ColumnRole][] = [
	// How or whether people are reached, which is no address: "E-mail 1 - Type", "email1_is_bad".
	[/(e ?mail|phone|mobile|address|post).*\b(type|label|kind|display name|is bad)$/, { as: "ignore" }],
	// How a name sounds, which is not the name.
	[/\b(phonetic|yomi)\b/, { as: "ignore" }],
	// What a sales database calls a household or an organisation.
	[/^account (name|owner|manager|type|status|site|record type)$/, { as: "ignore" }],
	[/e ?mail|electronic mail|\be ?bost\b|^courriel$|riomhphost|correo/, { as: "identifier", kind: "email" }],
	[
		/mobile|\bmob\b|telephone|\bphone|\btelf?\d?\b|landline|\bcell\b|whats ?app|\bffon\b|symudol|telefono?\b|\bhandy\b|\bfon\b/,
		{ as: "identifier", kind: "telephone" },
	],
	[
		/member(ship)? ?(no|num|number|id|ref|code)\b|^(mem|mbr) ?(no|id)\b|rhif aelod/,
		{ as: "identifier", kind: "membership-number" },
	],
	[
		/sort ?code|acc(oun)?t|iban|\bbic\b|direct debit|mandate|card (no|number)|\bbank\b|payment method/,
		category("bank-details"),
	],
	[
		/passport|driving|licen[cs]e|national insurance|\bni ?no\b|\bnino\b|\bid (card|document)/,
		category("identity-document"),
	],
	[
		/date of birth|\bdob\b|\bd o b\b|birth|\bborn\b|\bbday\b|dyddiad geni|geburt|naissance|nacimiento|data urodzenia|data breithe/,
		category("date-of-birth"),
	],
	[
		/post(al)? ?code|\bzip\b|cod post|\bplz\b|^pstlz$|code postal|codigo postal|kod pocztowy|eir ?(code|chod)/,
		{ as: "postcode" },
	],
	[
		/cyfeiriad|address|\badr\b|street|\btown\b|\bcity\b|county|house|\bflat\b|locality|\bcountry\b/,
		category("postal-address"),
	],
	[/^((individual )?(title|salutation|prefix)|(name )?suffix|teitl)$/, { as: "name", part: "title" }],
	[
		/first ?name|fore ?name|given|^first$|^(name|contact|member|person) first$|^f ?name$|first ?nm|christian name|personal name|middle|^init(ial)?s?$|enw cyntaf|^(name2|vorname|prenom|nombre|imie|ainm|fornamn|fornavn|voornaam|jmeno|keresztnev|vards|vardas|adi?|prenume|ime|etunimi|eesnimi)$/,
		{ as: "name", part: "given" },
	],
	[
		/sur ?name|last ?name|family|^last$|^(name|contact|member|person) last$|^l ?name$|last ?nm|cyfenw|^key ?name$|^(name1|nachname|nom|apellidos?|nazwisko|sloinne|sn|cognome|sobrenome|apelido|efternamn|etternavn|efternavn|achternaam|prijmeni|vezeteknev|uzvards|pavarde|soyadi?|nume|prezime|sukunimi|perekonnanimi)$/,
		{ as: "name", part: "family" },
	],
	[
		new RegExp(
			`^((${people}) )?(full ?)?names?( in)?( full)?$|^name of (the )?(${people})$|^(fn|cn)$|^enw( llawn)?$|^(nome|nome completo|nom complet|nom et prenom|nombre completo|nombre y apellidos|vor und nachname|imie i nazwisko|namn|navn|naam|nimi|nev|jmeno a prijmeni|nominativo)$`,
		),
		{ as: "name", part: "full" },
	],
	[/donat|gift|contribution|amount/, category("donations")],
	[/trade union|\bunion\b|affiliate/, category("trade-union")],
	[/opinion|canvass|voting|vote|intention|survey|ballot|\bparty\b/, category("political-opinion")],
	[
		/^(status|type|member ?type|relationship|category|membership (type|status)|supporter type|class)$/,
		{ as: "relationship", values: {}, otherwise: "other" },
	],
	[
		/joined|member since|\bsince\b|join date|start date|date (joined|added)|created|registered on|ymunodd|ymuno/,
		{ as: "since" },
	],
	[/^(source|origin|list|system|campaign|imported from)$/, { as: "source" }],
	[/note|comment|message|correspond|remark|(?<!news)letter/, category("correspondence")],
	[/branch|constituency|ward|region|membership|fee|subscription/, category("membership")],
];

/** Matches how a form asks for what its column holds: "What is your full name?". */
const question = /^(?:(?:what|is|s|please|enter|give|state|type|tell us|confirm) )*your /;

/** Returns the role that a header names; undefined if it names none. */
export function roleFromHeader(header: string): ColumnRole | undefined {
	if (isSecretHeader(header)) return category("password");
	const name = normaliseHeader(header).replace(question, "");
	return headerPatterns.find(([pattern]) => pattern.test(name))?.[1];
}

/** Whether a header names people's names, or a part of them that tells people apart. */
export function isNameHeader(header: string): boolean {
	const role = roleFromHeader(header);
	return role?.as === "name" && role.part !== "title";
}
