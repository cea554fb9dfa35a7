import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { backFromProvider } from "@/lib/identity/oidc";

type Context = { params: Promise<{ audience: string }> };

/** Where a provider sends the browser back to. The only address of Auth.js that exists here. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
	return (await backFromProvider((await params).audience, request)) ?? notFound();
}
