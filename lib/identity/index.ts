/**
 * Identity: one-time codes, sessions, proven identifiers and the staff. Only this subject creates Member and Staff, which guarded
 * functions of other subjects take as an argument. Imports nothing of Next, so that the worker, commands and tests can use it.
 * Pages and actions use guard.ts.
 *
 * To prove an address for a signed-in member: `requestCode` mails a code and returns a token for the browser's cookie (store it
 * with `rememberChallenge` of guard.ts). `openChallenge` returns what the code page shows. `sendAnotherCode` mails a new code.
 * `verifyCode` checks a typed code and runs the caller's change in the same transaction.
 */

export { olderCode, verifyCode } from "./code-verification";
export {
	type OpenChallenge,
	openChallenge,
	requestCode,
	sendAnotherCode,
} from "./one-time-codes";
export {
	addIdentifier,
	identifiersOf,
	lockMember,
	provenEmails,
	removeIdentifier,
} from "./proven-identifiers";
export { operator, systemActor } from "./roles";
export { devicesOf, questionOfMember, signOutElsewhere } from "./sessions";
export { signInMember, signInStaff } from "./sign-in";
export { tasks } from "./tasks";
export { addStaff, changeRoles, removeStaff, staffForCommand, staffForTask, staffNames, team, vouchFor } from "./team";
export { networkHash } from "./tokens";
