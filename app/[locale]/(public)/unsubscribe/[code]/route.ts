import { href, isLocale } from "@/lib/i18n";
import { unsubscribe } from "@/lib/subscriptions";

type Context = { params: Promise<{ locale: string; code: string }> };

/** Ends a subscription for a mail program whose user pressed "Unsubscribe" (RFC 8058). It sends no cookie and follows no redirect. */
export async function POST(_: Request, { params }: Context): Promise<Response> {
	const stopped = await unsubscribe((await params).code);
	return new Response(null, { status: stopped.ok ? 200 : 404 });
}

/** Opens the page on which somebody stops the emails themselves. Reading an address changes nothing: mail scanners do it too. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
	const { locale, code } = await params;
	const page = href(isLocale(locale) ? locale : "en", `/unsubscribe?code=${encodeURIComponent(code)}`);
	return new Response(null, { status: 303, headers: { Location: page, "Cache-Control": "no-store" } });
}
