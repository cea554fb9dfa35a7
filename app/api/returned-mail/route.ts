import { notFound } from "next/navigation";
import { env } from "@/lib/env";
import { clientHeader } from "@/lib/limits";
import { keepWebhook } from "@/lib/messages";

/**
 * Takes a report of a mail provider (Standard Webhooks). It says nothing of whether it was believed: the worker looks at the signature
 * later. 429 asks for another try. The body is kept as its bytes, which are what was signed; one that was compressed could not be told from a forged one.
 */
export async function POST(request: Request): Promise<Response> {
	if (env().RETURNED_MAIL_WEBHOOK !== "yes") notFound();
	if ((request.headers.get("content-encoding") ?? "identity") !== "identity")
		return new Response(null, { status: 415, headers: { "Cache-Control": "no-store", "Accept-Encoding": "identity" } });
	// Svix, by which some mail providers send theirs, has names of its own for the same headers.
	const header = (name: string) => request.headers.get(`webhook-${name}`) ?? request.headers.get(`svix-${name}`) ?? "";
	const webhook = { id: header("id"), timestamp: header("timestamp"), signature: header("signature") };
	const body = Buffer.from(await request.arrayBuffer());
	const kept = await keepWebhook(webhook, body, request.headers.get(clientHeader) ?? "");
	const headers = { "Cache-Control": "no-store", ...(kept ? {} : { "Retry-After": "60" }) };
	return new Response(null, { status: kept ? 202 : 429, headers });
}
