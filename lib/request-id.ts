import { AsyncLocalStorage } from "node:async_hooks";

/** Shared through the global symbol registry, because Next's bundle and that of the web process have a copy of this module each. */
const key = Symbol.for("member-self-check.request-id");
const shared = globalThis as { [key]?: AsyncLocalStorage<string> };
shared[key] ??= new AsyncLocalStorage();
const storage = shared[key];

/** Runs a handler so that every log line it writes carries the id of its request. */
export function withRequestId<Result>(id: string, run: () => Result): Result {
	return storage.run(id, run);
}

/** Returns the id of the request under way, or undefined outside one. */
export function requestId(): string | undefined {
	return storage.getStore();
}
