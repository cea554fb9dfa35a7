/**
 * Fakes: messages and addresses that imitate ours. Says whether an address is ours or how it imitates one; keeps reports of fake
 * messages for staff (`fakeAdmin`) and the public list of confirmed ones.
 */
export { checkSender } from "./check-sender";
export { confirmedFakes } from "./confirmed-fakes";
export * as fakeAdmin from "./fake-admin";
export { reportFake } from "./report-fake";
export { tasks } from "./tasks";
