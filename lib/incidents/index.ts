/**
 * Incidents and what readers are told of them: dates, findings, which data of whom, the authorities told, and dated updates
 * with their corrections. Readers' functions take the reader's language and fall back to English text by text, marked as
 * such. Staff's functions are in `incidentAdmin` and `updateAdmin`. Everything throws when the database is lost.
 */

export { importIncident } from "./import-incident";
export * as incidentAdmin from "./incident-admin";
export { incidentsForAnswers } from "./incidents-for-answers";
export { homePage, incidentBySlug, incidentPaths, lastChange, listIncidents } from "./queries";
export * as updateAdmin from "./update-admin";
export { publishedUpdates, updateBySlug, updateChanges } from "./update-queries";
