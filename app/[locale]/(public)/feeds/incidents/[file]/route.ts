import { feedResponse } from "../../feed-response";

export const dynamic = "force-static";
export const revalidate = 5;

/** Renders no feed at build time, because the build has no database. Each is rendered on its first request. */
export function generateStaticParams() {
	return [];
}

type Context = { params: Promise<{ locale: string; file: string }> };

/** Returns the updates of one incident as a feed: its slug with the ending xml, rss or json. Kept on disk like pages. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
	const { locale, file } = await params;
	const [, slug, ending] = /^([a-z0-9-]{1,100})\.([a-z]+)$/.exec(file) ?? [];
	return slug ? feedResponse(locale, ending, slug) : new Response(null, { status: 404 });
}
