import type { Server } from "node:http";
import { Server as NetServer } from "node:net";

/** How long responses under way may take before they are cut off, in milliseconds. */
const maxDrainMs = 25_000;

let draining = false;

/** Whether this process takes no new connections and closes each one after its response. */
export function isDraining(): boolean {
	return draining;
}

/**
 * Stops taking connections, finishes the responses under way and ends the process, after 25 s at the latest. A kept-alive connection
 * is closed by its next response, or when it has been idle for `idleMs`: one that is closed at once may carry a request that
 * was sent at that moment. Does `last` between the last response and the end. A second call ends the process at once.
 */
export function drain(server: Server, idleMs = 0, last: () => Promise<void> = async () => {}): void {
	if (draining) process.exit(1);
	draining = true;
	// Not the HTTP server's own close, which also closes idle connections.
	NetServer.prototype.close.call(server, () => void last().finally(() => process.exit(0)));
	setTimeout(() => server.closeIdleConnections(), idleMs);
	setTimeout(() => process.exit(0), maxDrainMs).unref();
}
