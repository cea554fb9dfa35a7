/** Starts one PostgreSQL for a run of the domain tests, with a migrated database that each test file copies. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { superuser } from "@/db/embedded/cluster";
import { openSiteDatabase, type SiteUrls } from "@/db/embedded/site-database";
import { startThrowawayCluster } from "@/tests/support/throwaway-database";

declare module "vitest" {
	export interface ProvidedContext {
		administrator: string;
		template: SiteUrls;
		keys: Record<"IDENTIFIER_KEY" | "SEALING_KEY" | "AUTH_SECRET" | "CONFIRMATION_KEY", string>;
	}
}

export default async function setup({ name, provide }: TestProject) {
	const cluster = await startThrowawayCluster(path.resolve(".data", "tests", name));
	try {
		const template = await openSiteDatabase(cluster, "template_site");
		provide("administrator", cluster.url(superuser, "postgres"));
		provide("template", template);
		const key = () => randomBytes(32).toString("base64");
		provide("keys", { IDENTIFIER_KEY: key(), SEALING_KEY: key(), AUTH_SECRET: key(), CONFIRMATION_KEY: key() });
	} catch (error) {
		await cluster.stop();
		throw error;
	}
	return () => cluster.stop();
}
