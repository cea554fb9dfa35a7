/**
 * Subscriptions: emails about updates and notifications of browsers, for people without an account. An address is proven by a mailed
 * code (lib/identity) before it gets any, and forgotten once somebody unsubscribes it. A notification says only that there is news.
 */
export { publicKeyOf, pushKey } from "./push-service";
export { followByPush, stopPush } from "./push-subscriptions";
export { subscribe, unsubscribe } from "./subscribe-address";
export { tasks } from "./tasks";
export { unsubscribeByMail } from "./unsubscribe-mail";
