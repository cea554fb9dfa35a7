export const dynamic = "force-dynamic";

/** Answers 200 while the process runs, for the supervisor that restarts it. Does not check the database. */
export function GET(): Response {
	return new Response("alive\n", { headers: { "Cache-Control": "no-store" } });
}
