/** The kinds of personal data an incident can expose, in the order they are shown. */
export const dataCategories = [
	"name",
	"email-address",
	"telephone-number",
	"postal-address",
	"date-of-birth",
	"password",
	"bank-details",
	"membership",
	"political-opinion",
	"trade-union",
	"identity-document",
	"donations",
	"correspondence",
] as const;
export type DataCategory = (typeof dataCategories)[number];
