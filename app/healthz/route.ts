import { alive } from "@/app/_server/health-check";

export const dynamic = "force-dynamic";

/** For next dev. In production app/_server/request-limits.ts answers before any limit. */
export function GET(): Response {
	return new Response(alive, { headers: { "Cache-Control": "no-store" } });
}
