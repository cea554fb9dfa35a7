import { notFound } from "next/navigation";
import { env } from "@/lib/env";
import { clientHeader } from "@/lib/limits";
import { keepWebhook } from "@/lib/messages";

/**
 * Takes a report of a mail provider (Standard Webhooks). It says nothing of whether it was believed: the worker looks at the signature
 * later. 429 asks for another try.
 */
export async function POST(request: Request): Promise<Response> {
	if (env().RETURNED_MAIL_WEBHOOK !== "yes") notFound();
	const header = (name: string) => request.headers.get(`webhook-${name}`) ?? "";
	const webhook = { id: header("id"), timestamp: header("timestamp"), signature: header("signature") };
	const kept = await keepWebhook(webhook, await request.text(), request.headers.get(clientHeader) ?? "");
	const headers = { "Cache-Control": "no-store", ...(kept ? {} : { "Retry-After": "60" }) };
	return new Response(null, { status: kept ? 202 : 429, headers });
}
