import pg from "pg";
import {
	differingRights,
	excessPowers,
	foreignObjects,
	tablesOfEverybody,
	unfixedFunctions,
	unlistedObjects,
} from "@/db/granted-rights";
import { isApart, secondsApart } from "../../clock-difference";
import { type DatabaseRole, schemaVersion, urlVariables } from "../../database";
import { env } from "../../env";
import { checking, type Finding, few, notChecked, ok, warning, wrong } from "./check-finding";

const restore = "run npm run migrate as the owner; after a restore see docs/backup.md";

/** Runs queries in a transaction that can only read, over a connection of its own. */
export async function readOnly<Result>(url: string, run: (client: pg.Client) => Promise<Result>): Promise<Result> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 20_000 });
	client.on("error", () => {});
	try {
		await client.connect();
		await client.query("begin transaction read only");
		return await run(client);
	} finally {
		await client.end().catch(() => {});
	}
}

type Settings = Record<string, string> & { encrypted: boolean; replica: boolean };
const settings = `select current_setting('server_version_num') as number, current_setting('server_version') as version,
	pg_encoding_to_char(encoding) as encoding, pg_is_in_recovery() as replica, current_setting('fsync') as fsync,
	current_setting('full_page_writes') as full_page_writes, current_setting('synchronous_commit') as synchronous_commit,
	current_setting('max_connections') as max_connections, current_setting('log_statement') as log_statement,
	current_setting('log_min_duration_statement') as log_duration, current_setting('log_parameter_max_length') as log_values,
	coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted
	from pg_database where datname = current_database()`;

/** The fewest connections for two processes of the web with ten each, a probe each, and a worker. */
const fewestConnections = 50;

/** Whether nobody else's network is between this process and the database. */
function isLocal(url: string): boolean {
	const { hostname } = new URL(url);
	return ["", "localhost", "127.0.0.1", "[::1]"].includes(hostname) || hostname.startsWith("%2F");
}

async function serverSettings(client: pg.Client, url: string): Promise<Finding[]> {
	const { rows } = await client.query<Settings>(settings);
	const set = rows[0] as Settings;
	const version = `PostgreSQL ${set.version?.split(" ")[0]}`;
	const unsafe = ["fsync", "full_page_writes", "synchronous_commit"].filter((name) => set[name] === "off");
	const logged =
		set.log_values !== "0" && (["mod", "all"].includes(set.log_statement ?? "") || set.log_duration !== "-1");
	return [
		Number(set.number) < 160_000
			? wrong("database version", version, "PostgreSQL 16 or newer is needed: docs/install-by-hand.md says from where")
			: ok("database version", version),
		set.encoding === "UTF8"
			? ok("database encoding", "UTF8")
			: wrong("database encoding", String(set.encoding), "make the database anew with ENCODING 'UTF8'"),
		set.replica
			? wrong("database writes", "this server only reads", "connect to the primary")
			: ok("database writes", "this server is a primary"),
		unsafe.length
			? wrong("database durability", `${unsafe.join(" and ")} off`, "turn on, or what was committed can be lost")
			: ok("database durability", "fsync, full_page_writes and synchronous_commit are on"),
		logged
			? warning("database log", "statements are logged with their values", "set log_parameter_max_length = 0")
			: ok("database log", "no statement is logged with its values"),
		Number(set.max_connections) < fewestConnections
			? warning(
					"database connections",
					`${set.max_connections} at most`,
					`set max_connections to ${fewestConnections} or more`,
				)
			: ok("database connections", `${set.max_connections} at most`),
		set.encrypted || isLocal(url)
			? ok("database connection", set.encrypted ? "encrypted" : "on this machine")
			: wrong("database connection", "crosses the network in the clear", "add ?sslmode=verify-full to its URL"),
	];
}

/** Compares the database's clock with this machine's, to half the time the question took. */
async function clock(client: pg.Client): Promise<Finding> {
	const before = Date.now();
	const { rows } = await client.query("select extract(epoch from clock_timestamp())::float8 * 1000 as now");
	const apart = secondsApart(rows[0].now, before, Date.now());
	const says = `${apart.toFixed(1)} s from the database's`;
	return isApart(apart) ? wrong("clock", says, "let both machines keep time by NTP") : ok("clock", says);
}

async function schema(client: pg.Client): Promise<Finding> {
	const { rows } = await client.query("select to_regproc('public.schema_version') is not null as known");
	if (!rows[0].known) return wrong("database schema", "there is none, or it is older", "run npm run migrate");
	const found = await client.query("select public.schema_version() as version");
	const version = Number(found.rows[0].version);
	if (version === schemaVersion) return ok("database schema", "this version's");
	return version < schemaVersion
		? wrong("database schema", "older than this code", "run npm run migrate")
		: wrong("database schema", "newer than this code", "deploy the release that migrated it");
}

const difference = (what: string, list: string[], says: string): Finding =>
	list.length ? wrong(what, few(list), restore) : ok(what, says);

/** Checks what the roles may do, and to whom tables and functions belong. */
async function rights(client: pg.Client): Promise<Finding[]> {
	const powers = await Promise.all(
		(["web", "worker"] as const).map(async (role) =>
			(await excessPowers(client, role)).map((power) => `selfcheck_${role}: ${power}`),
		),
	);
	if (powers.flat().some((power) => power.endsWith("not there")))
		return [wrong("database roles", few(powers.flat()), "run npm run migrate as an owner with CREATEROLE")];
	const granted = [
		...(await differingRights(client, "web")).map((each) => `selfcheck_web, ${each}`),
		...(await differingRights(client, "worker")).map((each) => `selfcheck_worker, ${each}`),
		...(await tablesOfEverybody(client)).map((table) => `${table}: everybody has a right on it`),
	];
	return [
		difference("database roles", powers.flat(), "selfcheck_web and selfcheck_worker have no power beyond their rights"),
		difference("database objects", await unlistedObjects(client), "the tables and functions of this version"),
		difference("database rights", granted, "as db/role-rights.ts lists them"),
		difference(
			"database owner",
			await foreignObjects(client),
			"every table and function belongs to the database's owner",
		),
		difference("functions of the owner", await unfixedFunctions(client), "each fixes where it looks for tables"),
	];
}

/** Checks the login user of a process: a member of its own group, of no other, and without power of its own. */
async function loginUser(role: "web" | "worker", url: string): Promise<Finding[]> {
	const what = `database user of the ${role}`;
	return checking(what, `set ${urlVariables[role]} to a user that can connect`, () =>
		readOnly(url, async (client) => {
			const { rows } = await client.query(
				`select array_remove(array[
					case when rolsuper then 'is SUPERUSER' end, case when rolcreaterole then 'has CREATEROLE' end,
					case when rolbypassrls then 'has BYPASSRLS' end,
					case when exists (select from pg_class where relowner = r.oid) then 'owns tables' end,
					case when not pg_has_role(r.oid, $1, 'USAGE') then 'is no member of ' || $1 end,
					case when pg_has_role(r.oid, $2, 'MEMBER') then 'is a member of ' || $2 end], null) as faults
				from pg_roles r where rolname = current_user`,
				[`selfcheck_${role}`, `selfcheck_${role === "web" ? "worker" : "web"}`],
			);
			const faults: string[] = rows[0].faults;
			if (!faults.length) return [ok(what, `a member of selfcheck_${role} alone`)];
			return [wrong(what, faults.join(", "), "make it anew as docs/install-by-hand.md says")];
		}),
	);
}

/** Checks the database: server, clock, schema, rights, and the users of the processes whose connections are given. */
export async function databaseChecks(): Promise<Finding[]> {
	const roles: DatabaseRole[] = ["owner", "web", "worker"];
	const urls = roles.flatMap((role) => env()[urlVariables[role]] ?? []);
	const [url] = urls;
	if (!url) return [notChecked("database", "neither DATABASE_URL nor a process's own connection is set")];
	const main = await checking("database", "start it, and check host, port, user and password of its URL", () =>
		readOnly(url, async (client) => {
			const server = [...(await serverSettings(client, url)), await clock(client)];
			const found = await schema(client);
			return [...server, found, ...(found.state === "ok" ? await rights(client) : [])];
		}),
	);
	const users = (["web", "worker"] as const).map((role) => {
		const own = env()[urlVariables[role]];
		if (own) return loginUser(role, own);
		return [notChecked(`database user of the ${role}`, `${urlVariables[role]} is not set here`)];
	});
	return [...main, ...(await Promise.all(users)).flat()];
}
