/**
 * Mail on its way out. What is to be said is written into the outbox in the transaction of the change it speaks of, sealed,
 * and the worker sends it as plain text: a page never waits for a mail server, and a lost change sends nothing.
 */
export { tasks } from "./delivery";
export { mailbox } from "./demo-mailbox";
export { queueMail } from "./outbox";
