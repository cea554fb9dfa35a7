/** What the header of a column says that it holds. */
import type { DataCategory } from "../../data-categories";
import { type ColumnRole, isNamePart } from "../schema";
import { roleInOtherScript } from "./other-scripts";
import { isSecretHeader, normaliseHeader } from "./password-columns";

export const category = (name: DataCategory): ColumnRole => ({ as: "category", category: name });

/** What tables call those whom their rows are about. */
export const people =
	"contact|members?|member s|billing|customer|donor|supporter|subscriber|voter|elector|attendee|applicant|employee|volunteer|person|client|individual|activist|delegate|participant|student|friend";

/** Matches headers. The first pattern that matches counts. */
const headerPatterns: [RegExp, ColumnRole][] = [
	// How or whether people are reached, which is no address: "E-mail 1 - Type", "email1_is_bad".
	[
		/(e ?mail|phone|mobile|address|post).*\b(type|label|kind|display name|is bad|status|valid(ated)?|verified( at| on)?|(bounce )?count|sent|made|date|opened|clicked|domain|carrier|provider|country code)$|^address (id|key|ref|count)$/,
		{ as: "ignore" },
	],
	// Addresses of computers and websites.
	[/\b(ip|mac) ?address|\bweb ?(site )?address|^(user|client) ip$/, { as: "ignore" }],
	// Where somebody was born, which is no address and no date.
	[/\b(country|place|town|city|county) of birth\b|\bbirth ?(country|place|town)/, { as: "ignore" }],
	// How a name sounds, which is not the name.
	[/\b(phonetic|yomi)\b/, { as: "ignore" }],
	// What a sales database calls a household or an organisation.
	[
		/^account (name|owner|manager|type|status|site|record type|opened|closed|id)$|^(user|login|web) account$/,
		{ as: "ignore" },
	],
	[
		/e ?mail(?!(ed|ing)\b)|electronic mail|\be ?bost\b|^courriel$|riomhphoi?st|correo/,
		{ as: "identifier", kind: "email" },
	],
	[
		/mobile|\bmob\b|telephone|\bphone|\btelf?\d?\b|\btel ?nos?\b|landline|\bcell\b|whats ?app|\bffon\b|symudol|telefon(o|u|szam|nummer)?\b|\bhandy\b|\bfon\b|\bmobi[le]l?\b|mobil(nummer|ni)|\bgsm\b|\bmovil\b|portable|cellulare|telemovel|guthan|puhelin/,
		{ as: "identifier", kind: "telephone" },
	],
	[
		/member(ship)? ?(no|num|number|id|ref|code)\b|^(mem|mbr) ?(no|id)\b|rhif aelod/,
		{ as: "identifier", kind: "membership-number" },
	],
	[
		/sort ?code|acc(oun)?ts?(?! created)(\b|n)|iban|\bbic\b|direct debit|mandate|card (no|number)|\bbank\b(?! holiday)|payment method/,
		category("bank-details"),
	],
	[
		/passport|driving|licen[cs]e|national insurance|\bni ?(no|num|number)\b|\bnino\b|\bid (card|document)|\bdni\b|\bpesel\b|codice fiscale|\bbsn\b|ausweis/,
		category("identity-document"),
	],
	[
		/date of birth|\bdob\b|\bd o b\b|birth(?!day card)|\bborn( (on|at|date))?$|\bbday\b|dyddiad geni|geburt|\bgeb\b|geboorte|naissance|nacimiento|nascita|nascimento|nasterii|data urodzenia|data breithe|dogum tarihi|szuletes|datum narozeni|datum rodenja|fodelse|fodsels|syntyma/,
		category("date-of-birth"),
	],
	[
		/post(al)? ?code|\bzip\b|cod post|\bplz\b|postleitzahl|^pstlz$|code postal|codigo postal|kod pocztowy|^psc$|postnummer|eir ?(code|chod)|^p ?code$/,
		{ as: "postcode" },
	],
	[
		/cyfeiriad|address(?!ee)|\badr\b|street|\btown\b|\bcity\b|county|house|\bflat\b|locality|\bcountry\b|^(strasse|stra e|ort|wohnort|adresse|rue|ville|direccion|ciudad|indirizzo|citta|morada|adres|straat|woonplaats|plaats|ulica|miasto|adresa|adress|gata)$/,
		category("postal-address"),
	],
	[
		/^(((individual|contact|member|donor|supporter|customer) )?(title|salutation|prefix)|(name )?suffix|teitl|anrede|civilite|tratamiento|aanhef|titre)$/,
		{ as: "name", part: "title" },
	],
	[
		new RegExp(
			`^((${people}) )?(gender|sex)( (code|identity|at birth|m f))?$|^(m f|male female|geschlecht|sexe|civil sex|sexo|sesso|geslacht|p ec|kon|kjonn|rhyw|rhywedd|inscne|gneas|cinsiyet|pohlavi|spol|sukupuoli|lytis|dzimums|sugu)$`,
		),
		{ as: "name", part: "gender" },
	],
	[
		/^(sur ?name (fore|first) ?name|(fore|first) ?name (and )?sur ?name|first (and )?last name|nom (et )?prenom|prenom (et )?nom|apellidos (y )?nombres?|nazwisko i imie|cognome (e )?nome|(nach)?name vorname|vorname nachname|prijmeni a jmeno|achternaam voornaam)$/,
		{ as: "name", part: "full" },
	],
	[
		/first ?name|fore ?name|given ?(names?|nm)|^given$|^first$|^(name|contact|member|person) first$|^f ?name$|first ?nm|christian name|personal name|other (fore ?names?|initials?)|middle ?(names?|nm|initials?)|^middle$|^init(ial)?s?$|fi?rst ?nm|enw cyntaf|ciad ainm|ceadainm|nome proprio|^(name2|vorname|prenom|nombre|imie|ainm|fornamn|fornavn|voornaam|jmeno|keresztnev|vards|vardas|adi?|prenume|ime|etunimi|eesnimi)$/,
		{ as: "name", part: "given" },
	],
	[
		/sur ?name|last ?name|^s ?name$|la?st ?nm|(primer|segundo) apellido|tussenvoegsels?|sloinneadh|family ?(names?|nm)|^family$|^last$|^(name|contact|member|person) last$|^l ?name$|last ?nm|cyfenw|^key ?name$|^(name1|nachname|nom|apellidos?|nazwisko|sloinne|sn|cognome|sobrenome|apelido|efternamn|etternavn|efternavn|achternaam|prijmeni|vezeteknev|uzvards|pavarde|soyadi?|nume|prezime|sukunimi|perekonnanimi)$/,
		{ as: "name", part: "family" },
	],
	[
		new RegExp(
			`^((${people}) )?(full ?)?names?( in)?( full)?$|^name of (the )?(${people})$|^(fn|cn)$|^enw( r aelod| llawn)?$|^(nome|nome completo|nom complet|nom et prenom|nombre completo|nombre y apellidos|vor und nachname|imie i nazwisko|namn|navn|naam|nimi|nev|jmeno a prijmeni|nominativo)$`,
		),
		{ as: "name", part: "full" },
	],
	[/donat|gift(?!ed)|contribution|amount/, category("donations")],
	[/trade union|(?<!european |students? |students |credit )\bunion\b|affiliate/, category("trade-union")],
	[
		/opinion|canvass|\bsupport (level|score)|voting|vote|intention|survey(?! (id|completed|date|sent|link|status))|ballot|(?<!third |tea |birthday )\bparty\b(?! (size|member))/,
		category("political-opinion"),
	],
	[
		/^(status|type|member ?type|relationship|category|membership (type|status)|supporter type|class)$/,
		{ as: "relationship", values: {}, otherwise: "other" },
	],
	[
		/joined|joining|member (since|from)|\bsince\b|join date|start date|date (joined|added)|created|registered on|enrol(l)?ed|ymunodd|ymuno|beitritt|eintritt|adhesion|adherent depuis|mitglied seit|socio dal|lid sinds/,
		{ as: "since" },
	],
	[/^(source|origin|list|system|campaign|imported from)$/, { as: "source" }],
	[/note|comment|message|correspond|remark|(?<!news)letter/, category("correspondence")],
	[/branch|constituency|\bward\b|region|membership|\bfees?\b|subscription/, category("membership")],
];

/** Matches how a form asks for what its column holds: "What is your full name?". */
const question = /^(?:(?:what|is|s|please|enter|give|state|type|tell us|confirm) )*your /;

/** Matches what a header says in brackets about how its column is filled in, and words for whom else it may be about. */
const note = /\s*[([{][^()[\]{}]*[)\]}]\s*$/;
/** Matches where a value stands in an object of a database or program. */
const path = /^[\w.]*\.(?=[A-Za-z])/;
/** Matches by which of two tables that were joined a column came from. */
const side = /_[xy]$/i;
/** How much of a header is read, in characters: looking for its brackets costs the square of it. */
const longestRead = 100;
const ofOthers = /compan|organi[sz]|employ|branch|event|file|user|school|group|team/i;

/** Returns the role that a header names; undefined if it names none. */
export function roleFromHeader(written: string): ColumnRole | undefined {
	const header = written.slice(0, longestRead);
	if (isSecretHeader(header)) return category("password");
	const roleOf = (text: string) => {
		const name = normaliseHeader(text).replace(question, "");
		return headerPatterns.find(([pattern]) => pattern.test(name))?.[1];
	};
	// "Name [text]", "Name of member (block capitals)", "_source.name", "name_x". Not "Name (company)", "company.name".
	const bare = header.replace(note, "").replace(path, "").replace(side, "");
	return (
		roleInOtherScript(header) ?? roleOf(header) ?? (bare === header || ofOthers.test(header) ? undefined : roleOf(bare))
	);
}

/** Whether a header names people's names, or a part of them that tells people apart, also beside something else: "Name and address". */
export function isNameHeader(header: string): boolean {
	const role = roleFromHeader(header);
	return (
		(role !== undefined && isNamePart(role)) ||
		/^(full )?names? (and )?address/.test(normaliseHeader(header.slice(0, longestRead)))
	);
}

/** Matches headers that say nothing of what their columns hold, or that it is a name. */
const saysNothing = /^(?:column|field|col|f|var|spalte|colonne|columna|kolumna|unnamed)?(?: ?\d+)?$|\bname$/;

/** Whether a header does not say what its column holds: "Column 3", "Field1", "Frist Name". Not one of a company's or a file's name. */
export const isUnknownHeader = (header: string) =>
	roleFromHeader(header) === undefined &&
	saysNothing.test(normaliseHeader(header.slice(0, longestRead))) &&
	!ofOthers.test(header);
