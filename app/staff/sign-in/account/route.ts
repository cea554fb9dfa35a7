import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { startAtProvider } from "@/lib/identity/oidc";

/** Redirects to the staff's single sign-on. */
export async function GET(request: NextRequest): Promise<Response> {
	const target = await startAtProvider("staff", "en", request.nextUrl.searchParams.get("next"));
	if (!target) notFound();
	return new Response(null, { status: 303, headers: { Location: target } });
}
