/** Which country a column names in which somebody lives: a number without a country code is then of that country. */
import { type CountryCode, getCountries } from "libphonenumber-js/min";
import { organisation } from "../../organisation";
import { cleanCell } from "../reading/cell-values";
import { normaliseHeader } from "./password-columns";

const languages = ["en", "cy", "ga", "de", "fr", "es", "it", "pt", "nl", "pl", "ro"];
const furtherNames: Record<string, string> = {
	GB: "uk|u.k.|gbr|great britain|england|scotland|wales|cymru|northern ireland|lloegr|yr alban",
	IE: "eire|éire|roi|irl|republic of ireland",
	US: "usa|u.s.a.|u.s.|united states of america",
	DE: "deu|ger",
	FR: "fra",
	ES: "esp",
	IT: "ita",
	NL: "nld|holland|the netherlands",
	AE: "uae",
};

let names: ReadonlyMap<string, CountryCode> | undefined;

function readNames(): ReadonlyMap<string, CountryCode> {
	const found = new Map<string, CountryCode>();
	const inLanguages = languages.map((language) => new Intl.DisplayNames([language], { type: "region" }));
	for (const country of getCountries()) {
		found.set(country.toLowerCase(), country);
		for (const language of inLanguages) found.set((language.of(country) ?? country).toLowerCase(), country);
		for (const name of furtherNames[country]?.split("|") ?? []) found.set(name, country);
	}
	return found;
}

/**
 * Returns the country that a cell names, in a language of western Europe or by its code of ISO 3166, unless it is the organisation's own.
 * Undefined for what is no country.
 */
export function foreignCountryIn(cell: string): CountryCode | undefined {
	names ??= readNames();
	const country = cell.length > 60 ? undefined : names.get(cleanCell(cell).toLowerCase());
	return country === organisation().identifiers.country ? undefined : country;
}

const countryHeader = /(?:^| )(?:country|land|pays|pais|paese|kraj|gwlad|tara)(?: name)?$/;
const otherCountry = /birth|origin|phone|dial|calling|citizen|nationality/;

/** Whether a header is of the country in which somebody lives. */
export const isCountryHeader = (header: string) => {
	const name = normaliseHeader(header);
	return countryHeader.test(name) && !otherCountry.test(name);
};
