import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { startAtProvider } from "@/lib/identity/oidc";

type Context = { params: Promise<{ locale: string }> };

/** Redirects to the organisation's single sign-on. Reached by a link, not a form, so the form-action policy need not name the provider. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const target = await startAtProvider("member", locale, request.nextUrl.searchParams.get("next"));
	if (!target) notFound();
	return new Response(null, { status: 303, headers: { Location: target } });
}
