import { checkStart } from "@/lib/commands/check-start";
import { development, EnvironmentError } from "@/lib/env";
import { keepWarm } from "./cache-warmer";
import { compressResponses } from "./compression";
import { logErrorsWithoutMessages } from "./error-log";
import { guardEveryResponse } from "./response-policy";

/** What a web process does before it answers anybody; called by instrumentation.ts. Ends it with one sentence where a setting is missing or malformed. */
export function startWeb(): void {
	try {
		for (const notice of checkStart("web")) console.warn(notice);
	} catch (error) {
		if (!(error instanceof EnvironmentError)) throw error;
		console.error(error.message);
		process.exit(1);
	}
	if (!development) logErrorsWithoutMessages();
	guardEveryResponse();
	if (!development) compressResponses();
	if (!development) void keepWarm();
}
