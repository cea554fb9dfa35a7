import { databaseAnswers } from "@/lib/database";

export const dynamic = "force-dynamic";

/** Whether everything works, the database too: for whatever watches. Public pages answer even while this says 503. */
export async function GET(): Promise<Response> {
	const ready = await databaseAnswers();
	return new Response(ready ? "ready\n" : "the database does not answer\n", {
		status: ready ? 200 : 503,
		headers: { "Cache-Control": "no-store", ...(ready ? {} : { "Retry-After": "5" }) },
	});
}
