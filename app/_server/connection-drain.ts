import type { Server } from "node:http";

/** How long responses under way may take before they are cut off, in milliseconds. */
const maxDrainMs = 25_000;

let draining = false;

/** Whether this process takes no new connections and closes each one after its response. */
export function isDraining(): boolean {
	return draining;
}

/**
 * Stops taking connections, finishes the responses under way and ends the process, after 25 s at the latest. A second signal
 * ends it at once.
 */
export function drain(server: Server): void {
	if (draining) process.exit(1);
	draining = true;
	server.close(() => process.exit(0));
	server.closeIdleConnections();
	setTimeout(() => process.exit(0), maxDrainMs).unref();
}
