import type { Nation } from "./schema";
import { nations, suspiciousTexts } from "./schema";

/** An outside contact: number or address, the nations it serves, and the day it was last verified. */
export type Fact = {
	name: { en: string; cy: string };
	nations: readonly Nation[];
	telephone?: string;
	/** A number that people send a text message to. */
	sms?: string;
	/** What its link says in a sentence, where another link calls the same number. */
	smsWords?: { en: string; cy: string };
	email?: string;
	website?: string;
	/** Digits to press during a call. Shown as text, because a link would call them. */
	digits?: string;
	/** In pounds, for the years given. */
	price?: { pounds: number; years: number };
	reviewedOn: string;
};

const reviewedOn = "2026-11-23";
/** The day the facts of the safety page were checked. */
const safetyReviewedOn = "2026-11-28";

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
		sms: suspiciousTexts,
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
	"silent-call": {
		name: { en: "A 999 call from a mobile without speaking", cy: "Galwad 999 o ffôn symudol heb siarad" },
		nations,
		digits: "55",
		reviewedOn: safetyReviewedOn,
	},
	"emergency-text": {
		name: { en: "emergencySMS", cy: "emergencySMS" },
		nations,
		sms: "999",
		smsWords: { en: "text 999", cy: "neges destun i 999" },
		reviewedOn: safetyReviewedOn,
	},
	"emergency-relay": {
		name: { en: "Emergency calls by Relay UK", cy: "Galwadau brys drwy Relay UK" },
		nations,
		telephone: "18000",
		reviewedOn: safetyReviewedOn,
	},
	"abuse-england": {
		name: { en: "National Domestic Abuse Helpline", cy: "National Domestic Abuse Helpline" },
		nations: ["england"],
		telephone: "0808 2000 247",
		reviewedOn: safetyReviewedOn,
	},
	"abuse-wales": {
		name: { en: "Live Fear Free", cy: "Byw Heb Ofn" },
		nations: ["wales"],
		telephone: "0808 80 10 800",
		reviewedOn: safetyReviewedOn,
	},
	"abuse-scotland": {
		name: {
			en: "Domestic Abuse and Forced Marriage Helpline",
			cy: "Domestic Abuse and Forced Marriage Helpline",
		},
		nations: ["scotland"],
		telephone: "0800 027 1234",
		reviewedOn: safetyReviewedOn,
	},
	"abuse-northern-ireland": {
		name: { en: "Domestic and Sexual Abuse Helpline", cy: "Domestic and Sexual Abuse Helpline" },
		nations: ["northern-ireland"],
		telephone: "0808 802 1414",
		reviewedOn: safetyReviewedOn,
	},
	stalking: {
		name: { en: "National Stalking Helpline", cy: "National Stalking Helpline" },
		nations,
		telephone: "0808 802 0300",
		reviewedOn: safetyReviewedOn,
	},
	samaritans: {
		name: { en: "Samaritans", cy: "Y Samariaid" },
		nations,
		telephone: "116 123",
		reviewedOn: safetyReviewedOn,
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

/** Where somebody is helped who is afraid of a person close to them: one service for each nation, free, day and night. */
export const abuseHelplines: readonly FactId[] = [
	"abuse-england",
	"abuse-wales",
	"abuse-scotland",
	"abuse-northern-ireland",
];
