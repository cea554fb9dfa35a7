import { env } from "../env";
import { organisation } from "../organisation";

/**
 * Reads the whole configuration before anything is served or changed. Throws EnvironmentError, one sentence that names the
 * first thing missing or malformed. Out: what whoever starts this should know although it works.
 */
export function checkStart(): string[] {
	const { DATABASE_URL_WEB, DATABASE_URL_WORKER } = env();
	organisation();
	if (DATABASE_URL_WEB && DATABASE_URL_WORKER) return [];
	const missing = [!DATABASE_URL_WEB && "DATABASE_URL_WEB", !DATABASE_URL_WORKER && "DATABASE_URL_WORKER"];
	return [
		`${missing.filter(Boolean).join(" and ")} not set: the owner of the database in DATABASE_URL is used instead, who may read and change everything.`,
	];
}
