/**
 * Who somebody is: one-time codes, sessions, proven identifiers and the staff. It makes the sealed types Member and Staff,
 * which guarded functions of other subjects take first. Free of Next, so that the worker, commands and tests share it;
 * pages and actions come in through guard.ts.
 *
 * To prove an address for somebody signed in: `requestCode` mails a code and gives a token to keep in the browser's cookie
 * (guard.ts has `rememberChallenge`), `openChallenge` says what the code page shows, `sendAnotherCode` mails a new code, and
 * `verifyCode` checks what was typed and runs the caller's change in the same transaction.
 */

export {
	type OpenChallenge,
	openChallenge,
	requestCode,
	sendAnotherCode,
	verifyCode,
} from "./one-time-codes";
export {
	addIdentifier,
	identifiersOf,
	lockMember,
	provenEmails,
	removeIdentifier,
} from "./proven-identifiers";
export { operator, systemActor } from "./roles";
export { devicesOf, signOutElsewhere } from "./sessions";
export { signInMember, signInStaff } from "./sign-in";
export { tasks } from "./tasks";
export { addStaff, changeRoles, removeStaff, staffForCommand, staffNames, team } from "./team";
