import { organisation } from "@/lib/organisation";

/** Read when the site starts, not when it is built: the organisation is known only then. */
export const dynamic = "force-dynamic";

/** The organisation's accent for both colour schemes, held to contrast by lib/organisation.ts. */
export function GET(): Response {
	const { accent } = organisation();
	const css = `:root{--accent:${accent.light}}@media (prefers-color-scheme:dark){:root{--accent:${accent.dark}}}@media print{:root{--accent:#000}}`;
	return new Response(css, {
		headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=3600" },
	});
}
