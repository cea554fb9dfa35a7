import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { backFromProvider } from "@/lib/identity/oidc";

type Context = { params: Promise<{ audience: string }> };

/** The callback address of the OpenID Connect provider. No other route of Auth.js exists on this site. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
	return (await backFromProvider((await params).audience, request)) ?? notFound();
}
