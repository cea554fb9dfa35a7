import { unreadyReason } from "@/lib/readiness";

export const dynamic = "force-dynamic";

/**
 * Answers 200 if the database takes writes and has this code's schema, and a worker has reported within a minute; else 503. The reason
 * is in the log (`web.not-ready`) and not in the answer. Public pages work even while this answers 503.
 */
export async function GET(): Promise<Response> {
	const ready = (await unreadyReason()) === undefined;
	return new Response(ready ? "ready\n" : "not ready\n", {
		status: ready ? 200 : 503,
		headers: {
			"Content-Type": "text/plain; charset=utf-8",
			"Cache-Control": "no-store",
			...(ready ? {} : { "Retry-After": "5" }),
		},
	});
}
