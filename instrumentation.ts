/** Next calls this once in every server process, before it listens. */
export async function register(): Promise<void> {
	if (process.env.NEXT_RUNTIME !== "nodejs") return;
	const { startWeb } = await import("./app/_server/start");
	startWeb();
}

/** Next calls this with every error that a request ends with, before it answers. */
export async function onRequestError(error: unknown): Promise<void> {
	if (process.env.NEXT_RUNTIME !== "nodejs") return;
	const { noteError } = await import("./app/_server/lost-database");
	noteError(error);
}
