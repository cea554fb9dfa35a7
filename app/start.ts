import { guardEveryResponse } from "./problem/every-response";

/** What a web process does before it answers anybody; called by instrumentation.ts. */
export function startWeb(): void {
	guardEveryResponse();
}
