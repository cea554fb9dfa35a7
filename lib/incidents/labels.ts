// The values of an incident's fields, in the order they are shown.

export const incidentStatuses = ["active", "under-review", "closed"] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** The regulator's three kinds of personal data breach (UK GDPR article 4(12), ICO's guidance). */
export const breachTypes = ["confidentiality", "integrity", "availability"] as const;
export type BreachType = (typeof breachTypes)[number];

/** The possible effects of an incident on the data. */
export const effects = ["inaccessible", "accessed", "copied", "published", "altered"] as const;
export type Effect = (typeof effects)[number];

export const confidences = ["confirmed", "likely", "under-investigation", "ruled-out"] as const;
export type Confidence = (typeof confidences)[number];

/** The relationships of a data subject to the organisation, past or present. */
export const relationships = [
	"member",
	"former-member",
	"registered-supporter",
	"affiliated-supporter",
	"donor",
	"voter",
	"staff",
	"other",
] as const;
export type Relationship = (typeof relationships)[number];

/** The standing of a data category in an incident. */
export const standings = ["in-data", "held-elsewhere", "being-rebuilt"] as const;
export type Standing = (typeof standings)[number];
