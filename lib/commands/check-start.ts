import { type DatabaseRole, databaseUrl, urlVariables } from "../database";
import { env, variablesOf } from "../env";
import { organisation, organisationLogo } from "../organisation";

/**
 * Reads everything a process needs before it serves or changes anything. Throws EnvironmentError, one sentence that names the
 * first thing missing or malformed. Returns warnings that do not stop the start, one sentence each.
 */
export function checkStart(role: DatabaseRole): string[] {
	const set = env();
	databaseUrl(role);
	for (const name of variablesOf[role]) set[name];
	if (role === "owner") return [];
	organisation();
	if (role === "web") organisationLogo();
	return [...connectionNotices(role), ...(role === "web" ? addressNotices(set.SITE_URL) : [])];
}

/** Returns warnings about connection URLs the process does not need: an attacker who takes over the process gets all of them. */
function connectionNotices(role: "web" | "worker"): string[] {
	const own = urlVariables[role];
	if (!env()[own])
		return [
			`${own} is not set: the owner of the database in DATABASE_URL is used instead, who may read and change everything.`,
		];
	const others = Object.values(urlVariables).filter((name) => name !== own && env()[name]);
	if (!others.length) return [];
	return [`${others.join(" and ")} should not be handed to the ${role}, which connects with ${own} alone.`];
}

/** Returns a warning if the site is served without TLS. */
function addressNotices(address: string): string[] {
	if (address.startsWith("https:")) return [];
	return [
		`SITE_URL starts with http://: cookies are not kept to https and browsers are not told to stay on it, which is right only for visitors on this very machine.`,
	];
}
