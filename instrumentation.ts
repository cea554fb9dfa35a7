/**
 * Checks the settings in next dev, and sends spans where a collector is named. Next calls this once, before a server process serves requests.
 * In production app/_server/web.ts checks the settings earlier.
 */
export async function register(): Promise<void> {
	if (process.env.NEXT_RUNTIME !== "nodejs") return;
	if (process.env.NODE_ENV === "development") {
		const { checkSettings } = await import("./app/_server/check-settings");
		await checkSettings();
	}
	const { env } = await import("./lib/env");
	const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = env();
	if (endpoint) (await import("./app/_server/span-export")).sendSpans(endpoint);
}

/** Logs an error that ended a request. Next calls this before it answers. */
export async function onRequestError(error: unknown): Promise<void> {
	if (process.env.NEXT_RUNTIME !== "nodejs") return;
	const { noteError } = await import("./app/_server/lost-database");
	const { logError } = await import("./app/_server/error-log");
	noteError(error);
	// next dev prints errors itself.
	if (process.env.NODE_ENV === "production") logError(error);
}
