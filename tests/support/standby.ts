/** A second PostgreSQL that follows the site's (streaming replication), and one address that leads to the one that is written to. */
import { appendFileSync, chownSync, existsSync, realpathSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { copyCluster, removeCluster, startCluster, superuser } from "@/db/embedded/cluster";
import { dataHome, postgresAccount } from "@/db/embedded/unprivileged";
import type { Site } from "@/lib/commands/demo/site";
import { startBalancer } from "./balancer";
import { killDatabaseProcesses } from "./fault-site";
import { runStatements } from "./run-statements";

/**
 * Stops the site's database, copies it, and starts both: the copy follows, and no commit is told before the copy has it. Programs must
 * connect by `through`. `takeOver` kills the first one for good; the copy takes its place and its address.
 */
export async function startStandby(site: Site & { folder: string }) {
	const folder = `${site.folder}-standby`;
	if (existsSync(folder)) await removeCluster(folder);
	await site.stopDatabase();
	await copyCluster(path.join(site.folder, "postgres"), folder);
	const data = path.join(realpathSync(dataHome(folder, postgresAccount())), "data");
	const { username, password, port } = new URL(site.administrator);
	const conninfo = `host=127.0.0.1 port=${port} user=${username} password=${password} application_name=standby`;
	appendFileSync(path.join(data, "postgresql.auto.conf"), `primary_conninfo = '${conninfo}'\n`);
	const signal = path.join(data, "standby.signal");
	writeFileSync(signal, "");
	const { uid, gid } = statSync(data);
	chownSync(signal, uid, gid);
	await site.startDatabase();
	const standby = await startCluster(folder);
	await runStatements(
		site.administrator,
		"alter system set synchronous_standby_names = 'standby'",
		"select pg_reload_conf()",
	);
	const following = "select from pg_stat_replication where sync_state = 'sync'";
	while ((await runStatements(site.administrator, following)).length === 0) await wait(100);

	const balancer = await startBalancer();
	balancer.forwardTo(`http://localhost:${port}`);
	return {
		through(url: string): string {
			const moved = new URL(url);
			moved.host = new URL(balancer.url).host;
			return moved.href;
		},
		async takeOver(): Promise<void> {
			killDatabaseProcesses(site.folder);
			await runStatements(standby.url(superuser, "selfcheck"), "select pg_promote()");
			balancer.forwardTo(`http://localhost:${standby.port}`);
		},
		async stop(): Promise<void> {
			balancer.stop();
			await standby.stop();
		},
	};
}
