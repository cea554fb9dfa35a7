import type { Nation } from "./schema";
import { nations } from "./schema";

/** An outside contact: number or address, the nations it serves, and the day it was last verified. */
export type Fact = {
	name: { en: string; cy: string };
	nations: readonly Nation[];
	telephone?: string;
	email?: string;
	website?: string;
	/** In pounds, for the years given. */
	price?: { pounds: number; years: number };
	reviewedOn: string;
};

const reviewedOn = "2026-11-23";

/** Every outside number and address on this site. Pages refer to a fact by id and never contain a number. */
export const facts = {
	"suspicious-email": {
		name: { en: "Suspicious emails", cy: "E-byst amheus" },
		nations,
		email: "report@phishing.gov.uk",
		reviewedOn,
	},
	"suspicious-text": {
		name: { en: "Suspicious texts and calls", cy: "Negeseuon testun a galwadau amheus" },
		nations,
		telephone: "7726",
		reviewedOn,
	},
	"report-fraud": {
		name: { en: "Report Fraud", cy: "Report Fraud" },
		nations: ["england", "wales", "northern-ireland"],
		telephone: "0300 123 2040",
		website: "https://www.reportfraud.police.uk",
		reviewedOn,
	},
	"police-scotland": {
		name: { en: "Police Scotland", cy: "Heddlu'r Alban" },
		nations: ["scotland"],
		telephone: "101",
		reviewedOn,
	},
	bank: {
		name: { en: "Most banks", cy: "Y rhan fwyaf o fanciau" },
		nations,
		telephone: "159",
		reviewedOn,
	},
	cifas: {
		name: { en: "Cifas", cy: "Cifas" },
		nations,
		website: "https://www.cifas.org.uk",
		price: { pounds: 30, years: 2 },
		reviewedOn,
	},
	emergency: {
		name: { en: "Emergency services", cy: "Gwasanaethau brys" },
		nations,
		telephone: "999",
		reviewedOn,
	},
	regulator: {
		name: { en: "Information Commissioner's Office", cy: "Swyddfa'r Comisiynydd Gwybodaeth" },
		nations,
		telephone: "0303 123 1113",
		website: "https://ico.org.uk",
		reviewedOn,
	},
	"relay-from-textphone": {
		name: { en: "Text relay, if you type", cy: "Cyfnewid testun, os ydych yn teipio" },
		nations,
		telephone: "18001",
		reviewedOn,
	},
	"relay-from-telephone": {
		name: { en: "Text relay, if you speak", cy: "Cyfnewid testun, os ydych yn siarad" },
		nations,
		telephone: "18002",
		reviewedOn,
	},
} as const satisfies Record<string, Fact>;

export type FactId = keyof typeof facts;

/** Where fraud is reported: one service for each nation. */
export const fraudReports: readonly FactId[] = ["report-fraud", "police-scotland"];
