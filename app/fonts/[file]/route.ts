import { siteFont } from "@/app/_server/site-styles";

/** Renders on every request, because fonts are copied beside the style sheet after Next's build. */
export const dynamic = "force-dynamic";

/** Returns a font of /site.css. Browsers cache it for a year, because its address has its version. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
	const bytes = siteFont((await params).file);
	if (!bytes) return new Response("There is no such font.", { status: 404 });
	return new Response(new Uint8Array(bytes), {
		headers: { "Content-Type": "font/woff2", "Cache-Control": "public, max-age=31536000, immutable" },
	});
}
