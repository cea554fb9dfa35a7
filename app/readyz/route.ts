import { databaseAnswers } from "@/lib/database";

export const dynamic = "force-dynamic";

/** Answers 200 if the database works, else 503, for monitoring. Public pages work even while this answers 503. */
export async function GET(): Promise<Response> {
	const ready = await databaseAnswers();
	return new Response(ready ? "ready\n" : "the database does not answer\n", {
		status: ready ? 200 : 503,
		headers: { "Cache-Control": "no-store", ...(ready ? {} : { "Retry-After": "5" }) },
	});
}
