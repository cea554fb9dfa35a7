/**
 * Guidance: what exposed data means for a person and what to do about it. Pages and actions are written once, in two
 * languages, from one file of facts; which action a person gets follows from their exposures by a pure rule; how far
 * they have come is kept for them.
 */
export { actionText } from "./action-copy";
export { actionsFor, mayHaveBeenSeen } from "./actions";
export { type Contact, contactsFor } from "./contact-lines";
export { generalPages, page, type TopicLink } from "./pages";
export { chooseNation, hasOpenActions, markAction, type Plan, planOf } from "./progress";
export { overdueTopics } from "./review-dates";
