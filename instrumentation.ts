/** Next calls this once in every server process, before it listens. */
export async function register(): Promise<void> {
	if (process.env.NEXT_RUNTIME !== "nodejs") return;
	const { startWeb } = await import("./app/start");
	startWeb();
}
