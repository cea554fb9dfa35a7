import { existsSync } from "node:fs";
import { checkStart } from "@/lib/commands/check-start";
import { exitOnEnvironmentError } from "@/lib/env";

/** Reads the settings of the web process. Ends it with one sentence if one is missing or malformed. */
export function checkSettings(): void {
	exitOnEnvironmentError(() => {
		if (existsSync(".env")) process.loadEnvFile(".env");
		for (const notice of checkStart("web")) console.warn(notice);
	});
}
