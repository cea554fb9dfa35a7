import { env } from "@/lib/env";

/** Asks this very server for one of its own addresses. Throws where it does not listen yet, or says nothing for half a minute. */
export function ownPage(path: string): Promise<Response> {
	const signal = AbortSignal.timeout(30_000);
	return fetch(`http://localhost:${env().PORT}${path}`, { redirect: "manual", cache: "no-store", signal });
}
