import { organisation } from "@/lib/organisation";

/** Renders on every request, because the build has no organisation. */
export const dynamic = "force-dynamic";

/** Returns the style sheet with the organisation's accent for both colour schemes. lib/organisation.ts checks its contrast. */
export function GET(): Response {
	const { accent } = organisation();
	const css = `:root{--accent:${accent.light}}@media (prefers-color-scheme:dark){:root{--accent:${accent.dark}}}@media print{:root{--accent:#000}}`;
	return new Response(css, {
		headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=3600" },
	});
}
