/**
 * Who somebody is: one-time codes, sessions, proven identifiers and the staff. It makes the sealed types Member and Staff,
 * which guarded functions of other subjects take first. Free of Next, so that the worker, commands and tests share it;
 * pages and actions come in through guard.ts.
 */
export { operator, systemActor } from "./authority";
export {
	type Audience,
	type Device,
	devicesOf,
	endSession,
	memberOfToken,
	openSession,
	type SessionOwner,
	signOutElsewhere,
	staffOfToken,
} from "./sessions";
