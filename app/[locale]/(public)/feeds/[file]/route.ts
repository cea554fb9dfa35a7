import { feedResponse } from "../feed-response";

export const dynamic = "force-static";
export const revalidate = 5;

/** Renders no feed at build time, because the build has no database. Each is rendered on its first request. */
export function generateStaticParams() {
	return [];
}

type Context = { params: Promise<{ locale: string; file: string }> };

/** Returns all updates as a feed: updates.xml, updates.rss or updates.json. Kept on disk like pages, so it works without the database. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
	const { locale, file } = await params;
	return feedResponse(locale, /^updates\.([a-z]+)$/.exec(file)?.[1]);
}
