// npm run staff -- add EMAIL --name "…" --role admin | remove EMAIL | list: who may use the staff pages.

import { type Role, roles } from "../authority";
import { addStaff, changeRoles, operator, removeStaff, staffForCommand, team } from "../identity";
import { CommandError, command, readArguments } from "./command";

const usage = `Usage:
  npm run staff -- add EMAIL --name "Their name" --role ROLE [--role ROLE]
  npm run staff -- roles EMAIL --role ROLE [--role ROLE]
  npm run staff -- remove EMAIL
  npm run staff -- list
Roles: ${roles.join(", ")}`;

const problems = {
	"not-an-address": "That is not an email address.",
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

async function idOf(email: string): Promise<string> {
	const staff = await staffForCommand(email);
	if (!staff) throw new CommandError(problems.absent);
	return staff.staffId;
}

/** Runs one line of the command: what to do, whose address, and options. Throws CommandError with a sentence. */
async function run(args: string[]): Promise<void> {
	const authority = operator("npm run staff");
	const options = { name: { type: "string" }, role: { type: "string", multiple: true } } as const;
	const { values, positionals } = readArguments({ args, options, allowPositionals: true }, usage);
	const [what, email = ""] = positionals;
	if (what === "list" && positionals.length === 1) {
		for (const member of await team(authority)) {
			console.log([member.displayName, member.maskedEmail, member.roles.join(", ")].join("  "));
		}
		return;
	}
	if (!email || positionals.length !== 2) throw new CommandError(usage);
	const done =
		what === "add" && values.name
			? await addStaff(authority, { email, displayName: values.name, roles: readRoles(values.role) })
			: what === "roles"
				? await changeRoles(authority, await idOf(email), readRoles(values.role))
				: what === "remove"
					? await removeStaff(authority, await idOf(email))
					: undefined;
	if (!done) throw new CommandError(usage);
	if (!done.ok) throw new CommandError(problems[done.reason]);
	console.log({ add: "Added.", roles: "Changed.", remove: "Removed, and signed out everywhere." }[what as string]);
}

await command("worker", run);
