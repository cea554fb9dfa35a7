/**
 * Outgoing mail. Each mail is put into the outbox in the transaction of its change. The worker writes it and sends it as plain text.
 * So a page never waits for a mail server, and a change that is rolled back sends nothing.
 */

export { expectCode, jobBegan, letCodesPass, overtake } from "./code-priority";
export { type OutboxMessage, sendMail, tasks } from "./delivery";
export { mailbox } from "./demo-mailbox";
export { mailText } from "./mail-template";
export { queueCode, queueNotice, sealText } from "./outbox";
export { sendBulk, type TextTracking } from "./smtp-transport";
