/**
 * Outgoing mail. Each mail is written to the outbox, sealed, in the transaction of its change. The worker sends it as plain text.
 * So a page never waits for a mail server, and a change that is rolled back sends nothing.
 */
export { type OutboxMessage, sendMail, tasks } from "./delivery";
export { mailbox } from "./demo-mailbox";
export { queueMail, sealText } from "./outbox";
