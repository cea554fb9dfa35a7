/**
 * Contact points and preferences: addresses and numbers by channel, choices by channel and purpose, language and format. Nothing
 * is allowed until the person allows it, and each consent receipt holds the sentences that were shown. Every change returns the
 * id of its receipt and commits with its audit entry.
 */

export * as accessibleFormats from "./accessible-formats";
export { exportObjections, setObjection } from "./campaigning-objection";
export { receipt, receipts } from "./consents";
export { allowedContactPoints, proveEmail, removePoint, saveNumber, savePost } from "./contact-points";
export {
	preferredLanguage,
	readPreferences,
	saveChoices,
	saveOrder,
	saveStyle,
	stopAll,
	undoStop,
} from "./preferences";
