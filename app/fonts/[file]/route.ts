import { siteFont } from "@/app/_server/site-styles";

/** Read when the site starts: fonts are copied beside the style sheet after Next's own build. */
export const dynamic = "force-dynamic";

/** A font of /site.css, which names it with its version: it can be kept for a year. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
	const bytes = siteFont((await params).file);
	if (!bytes) return new Response("There is no such font.", { status: 404 });
	return new Response(new Uint8Array(bytes), {
		headers: { "Content-Type": "font/woff2", "Cache-Control": "public, max-age=31536000, immutable" },
	});
}
