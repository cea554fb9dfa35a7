import { localeOf } from "@/app/[locale]/_shared/locale";
import { href } from "@/lib/i18n";
import { endBrowserSessions } from "@/lib/identity/guard";

type Context = { params: Promise<{ locale: string }> };

/** Signs the member out and shows a confirmation. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const headers = await endBrowserSessions(["member"]);
	return new Response(null, { status: 303, headers: { ...headers, Location: href(locale, "/sign-in?signed-out=1") } });
}

/** Answers a reload of this address. A link or reload never signs out; only POST does. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
	return new Response(null, { status: 303, headers: { Location: href(localeOf((await params).locale), "/") } });
}
