import pg from "pg";
import { type Audiences, migrate, migrationHashes } from "../migrate";
import { type Cluster, superuser } from "./cluster";

/** The connection URLs of the three roles. */
export type SiteUrls = { owner: string; web: string; worker: string };

const groups = { web: "selfcheck_web", worker: "selfcheck_worker" } as const;

/** Returns the connection URLs of a database of the cluster. */
function siteUrls(cluster: Cluster, database: string): SiteUrls {
	return {
		owner: cluster.url("owner", database),
		web: cluster.url("web", database),
		worker: cluster.url("worker", database),
	};
}

/** Runs statements as the cluster's superuser. */
export async function administer(cluster: Cluster, run: (client: pg.Client) => Promise<void>): Promise<void> {
	const client = new pg.Client({ connectionString: cluster.url(superuser, "postgres") });
	client.on("error", () => {});
	await client.connect();
	try {
		await run(client);
	} finally {
		await client.end();
	}
}

const filledMark = "filled";

/** Marks a site's database as filled with its first data. The next start recreates a database without this mark. */
export async function finishSiteDatabase(cluster: Cluster, database: string): Promise<void> {
	await administer(cluster, async (client) => {
		await client.query(`COMMENT ON DATABASE ${database} IS '${filledMark}'`);
	});
}

/**
 * Whether a database must be recreated: it was never filled completely, or its migrations have been rewritten since.
 */
async function mustBeRecreated(cluster: Cluster, database: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: cluster.url(superuser, database) });
	client.on("error", () => {});
	try {
		await client.connect();
		const { rows: marks } = await client.query(
			"select shobj_description(oid, 'pg_database') as mark from pg_database where datname = current_database()",
		);
		if (marks[0]?.mark !== filledMark) return true;
		const { rows } = await client.query("select hash from drizzle.__drizzle_migrations");
		const known = migrationHashes();
		return rows.some((row) => !known.has(row.hash));
	} catch {
		return false; // the database does not exist or has no migrations
	} finally {
		await client.end();
	}
}

/**
 * Creates a site's database as an administrator of a deployment would. Its owner can create roles, is not a superuser, and runs
 * the migrations. Two login users join the roles that the migrations created. Keeps an existing database unless it must be recreated;
 * then drops it first. For invented data only, never for a deployment. Returns the connection URLs.
 */
export async function openSiteDatabase(
	cluster: Cluster,
	database: string,
	providers: Audiences = [],
): Promise<SiteUrls> {
	await administer(cluster, async (client) => {
		const { rows: users } = await client.query("select rolname from pg_roles");
		for (const user of ["owner", "web", "worker"]) {
			const exists = users.some((row) => row.rolname === user);
			const rights = user === "owner" ? "LOGIN CREATEROLE" : "LOGIN";
			await client.query(
				`${exists ? "ALTER" : "CREATE"} ROLE ${user} WITH ${rights} PASSWORD '${cluster.password(user)}'`,
			);
		}
		if (await mustBeRecreated(cluster, database)) await client.query(`DROP DATABASE ${database} WITH (FORCE)`);
		const { rowCount } = await client.query("select from pg_database where datname = $1", [database]);
		if (!rowCount) await client.query(`CREATE DATABASE ${database} OWNER owner`);
	});
	const urls = siteUrls(cluster, database);
	await migrate(urls.owner, providers);
	await administer(cluster, async (client) => {
		for (const [user, group] of Object.entries(groups)) await client.query(`GRANT ${group} TO ${user}`);
	});
	return urls;
}
