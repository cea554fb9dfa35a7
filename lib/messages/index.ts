/**
 * Messages to many people. Staff write a message and say who it is for; preparing it freezes its words and one delivery for each
 * person; a second person approves it; staff read it in their own mail; the worker sends it in waves. Everybody can look up what we
 * sent, never to whom. Mail to one person, such as a code, is lib/mail's.
 */
export { prepareAnswerChanged } from "./answer-changed";

export { failedOutcome } from "./delivery-outcome";
export { mailsOf } from "./mail-file";
export * as messageAdmin from "./message-admin";
export { addPeopleFromFile } from "./message-files";
export type { PastedVerdict } from "./pasted-verdict";
export { postLetters } from "./posted-letters";
export { writeLetters } from "./printed-letters";
export { figuresOfIncident } from "./public-figures";
export { lastMessage, messageByReference, messagesTo, publicMessages } from "./public-queries";
export { recordReturnedMail } from "./returned-mail";
export { tasks } from "./tasks";
export { verifyPasted } from "./verify-message";
export { keepWebhook } from "./webhook-reports";
