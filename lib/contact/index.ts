/**
 * How a person may be reached and what for: addresses and numbers by channel, choices by channel and purpose, language and
 * format. Nothing is allowed until somebody says so, and everything said is kept in the very words that were shown.
 * Every change gives the id of its receipt and commits with its audit entry.
 */

export { requestOf } from "./accessible-formats";
export { receipt, receipts } from "./consents";
export { allowedContactPoints, proveEmail, removePoint, saveNumber, savePost } from "./contact-points";
export * as formatQueue from "./format-queue";
export { preferredLanguage, readPreferences, saveChoices, saveStyle, stopAll, undoStop } from "./preferences";
