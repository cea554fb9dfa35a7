export const dynamic = "force-dynamic";

/** Whether the process lives: for whatever restarts it. Says nothing of the database. */
export function GET(): Response {
	return new Response("alive\n", { headers: { "Cache-Control": "no-store" } });
}
