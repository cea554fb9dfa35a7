// npm run staff -- add EMAIL --name "…" --role admin | remove EMAIL | list: who may use the staff pages.

import { type Role, roles } from "../authority";
import { database } from "../database";
import { addStaff, changeRoles, operator, removeStaff, staffForCommand, team } from "../identity";
import { checkKeys } from "../key-check";
import { CommandError, command, readArguments } from "./command";

const usage = `Usage:
  npm run staff -- add EMAIL --name "Their name" --role ROLE [--role ROLE]
  npm run staff -- roles EMAIL --role ROLE [--role ROLE]
  npm run staff -- remove EMAIL
  npm run staff -- list
Roles: ${roles.join(", ")}`;

const refusals = {
	"not-an-address": "That is not an email address.",
	tagged: "Leave out the plus sign of the address and what follows it: each mailbox is one person.",
	"already-staff": "That address is staff already; use roles to change what they may do.",
	absent: "Nobody on the staff has that address.",
	"last-admin": "That is the only administrator: make somebody else one first.",
	yourself: "",
};

function readRoles(given: string[] = []): Role[] {
	const known = roles.filter((role) => given.includes(role));
	if (!known.length || known.length < new Set(given).size) throw new CommandError(usage);
	return known;
}

/** Returns the id of staff by address. Throws CommandError if there is none. */
async function staffIdOf(email: string): Promise<string> {
	const staff = await staffForCommand(email);
	if (!staff) throw new CommandError(refusals.absent);
	return staff.staffId;
}

/** Runs the command with its arguments. Throws CommandError with a sentence. */
async function run(args: string[]): Promise<void> {
	await checkKeys(database().$client);
	const authority = operator("npm run staff");
	const options = { name: { type: "string" }, role: { type: "string", multiple: true } } as const;
	const { values, positionals } = readArguments({ args, options, allowPositionals: true }, usage);
	const [action, email = ""] = positionals;
	if (action === "list" && positionals.length === 1) {
		for (const member of await team(authority)) {
			console.log([member.displayName, member.maskedEmail, member.roles.join(", ")].join("  "));
		}
		return;
	}
	if (!email || positionals.length !== 2) throw new CommandError(usage);
	const result =
		action === "add" && values.name
			? await addStaff(authority, { email, displayName: values.name, roles: readRoles(values.role) })
			: action === "roles"
				? await changeRoles(authority, await staffIdOf(email), readRoles(values.role))
				: action === "remove"
					? await removeStaff(authority, await staffIdOf(email))
					: undefined;
	if (!result) throw new CommandError(usage);
	if (!result.ok) throw new CommandError(refusals[result.reason]);
	console.log({ add: "Added.", roles: "Changed.", remove: "Removed, and signed out everywhere." }[action as string]);
}

await command("owner", run);
