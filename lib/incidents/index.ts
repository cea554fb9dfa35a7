/**
 * Incidents: dates, findings, held data, authority reports, and dated updates with their corrections. Functions for readers
 * take a locale. A text without Welsh is returned in English and marked as English. Staff's functions are in `incidentAdmin`
 * and `updateAdmin`. All functions throw if the database fails.
 */

export { importIncident } from "./import-incident";
export * as incidentAdmin from "./incident-admin";
export { incidentsForAnswers } from "./incidents-for-answers";
export { homePage, incidentBySlug, incidentPaths, lastChange, listIncidents } from "./queries";
export * as updateAdmin from "./update-admin";
export { publishedUpdates, updateBySlug, updateChanges } from "./update-queries";
