/**
 * Guidance: what exposed data means for a person and what to do about it. Pages and actions are written in two languages and
 * take numbers and addresses from national-contacts.ts. `actionsFor` chooses a person's actions from their exposures;
 * `markAction` saves which are done.
 */
export { actionText } from "./action-copy";
export { mayHaveBeenSeen } from "./actions";
export { type Contact, contactsFor } from "./contact-lines";
export { generalPages, page, type TopicLink } from "./pages";
export { chooseNation, hasOpenActions, markAction, type Plan, planFrom, progressOfPerson } from "./progress";
export { overdueTopics } from "./review-dates";
