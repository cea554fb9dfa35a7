/** Starts one PostgreSQL for a run of the tests that need one, with a migrated database that each test file copies. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { type Cluster, superuser } from "@/db/embedded/cluster";
import { openSiteDatabase, type SiteUrls } from "@/db/embedded/site-database";
import { startThrowawayCluster } from "@/tests/support/throwaway-database";

declare module "vitest" {
	export interface ProvidedContext {
		administrator: string;
		template: SiteUrls;
		keys: Record<"IDENTIFIER_KEY" | "SEALING_KEY" | "AUTH_SECRET" | "CONFIRMATION_KEY", string>;
	}
}

type Migrated = { cluster: Cluster; template: SiteUrls };

async function startMigrated(): Promise<Migrated> {
	const cluster = await startThrowawayCluster(path.resolve(".data", "tests"));
	try {
		return { cluster, template: await openSiteDatabase(cluster, "template_site") };
	} catch (error) {
		await cluster.stop();
		throw error;
	}
}

/** Shared by the projects of a run. Each loads this file for itself, so it is kept by the process. */
const shared = globalThis as typeof globalThis & { migratedCluster?: Promise<Migrated>; clusterUsers?: number };

export default async function setup({ provide }: TestProject) {
	shared.migratedCluster ??= startMigrated();
	shared.clusterUsers = (shared.clusterUsers ?? 0) + 1;
	const { cluster, template } = await shared.migratedCluster;
	provide("administrator", cluster.url(superuser, "postgres"));
	provide("template", template);
	const key = () => randomBytes(32).toString("base64");
	provide("keys", { IDENTIFIER_KEY: key(), SEALING_KEY: key(), AUTH_SECRET: key(), CONFIRMATION_KEY: key() });
	return async () => {
		shared.clusterUsers = (shared.clusterUsers ?? 0) - 1;
		if (shared.clusterUsers === 0) await cluster.stop();
	};
}
