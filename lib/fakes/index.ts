/**
 * Fakes: messages and addresses that imitate ours. Says whether an address is ours or how it imitates one; keeps reports of fake
 * messages for staff and the public list of confirmed ones.
 */
export { checkSender } from "./check-sender";
