/**
 * Checks the settings in next dev. Next calls this once, before a server process serves requests. In production
 * app/_server/web.ts checks them earlier.
 */
export async function register(): Promise<void> {
	if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NODE_ENV !== "development") return;
	const { checkSettings } = await import("./app/_server/check-settings");
	checkSettings();
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
