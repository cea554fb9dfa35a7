/**
 * Subscriptions: emails about updates for people without an account. An address is proven by a mailed code (lib/identity) before it
 * gets any, and forgotten once somebody unsubscribes it.
 */
export { subscribe, unsubscribe } from "./subscribe-address";
export { tasks } from "./tasks";
export { unsubscribeByMail } from "./unsubscribe-mail";
