import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { keepCaught } from "./mail-sink";

const handed = z.object({
	phone_number: z.string().optional(),
	reference: z.string(),
	personalisation: z.record(z.string(), z.string()),
});

/**
 * Stands in for GOV.UK Notify on the loopback address in the demo: saves text messages and letters in the demo's mailbox and forwards
 * nothing. Says of each that it was delivered. Returns the variables that lead to it.
 */
export async function startNotifySink(folder: string) {
	const taken = new Set<string>();
	const server = createServer(async (request, response) => {
		const reply = (status: number, body: object) =>
			response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
		const url = new URL(request.url ?? "/", "http://notify");
		if (request.method === "GET") {
			const reference = url.searchParams.get("reference") ?? "";
			const found = taken.has(reference) ? [{ status: "delivered", created_at: new Date().toISOString() }] : [];
			return reply(200, { notifications: found });
		}
		const kind = { "/v2/notifications/sms": "text", "/v2/notifications/letter": "letter" }[url.pathname];
		const chunks: Buffer[] = await request.toArray();
		const body = handed.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
		if (!kind || !body.success)
			return reply(400, { status_code: 400, errors: [{ error: "BadRequestError", message: "" }] });
		const { phone_number, reference, personalisation } = body.data;
		const lines = Object.entries(personalisation).filter(([name]) => name.startsWith("address_line_"));
		const { subject = "", text = "" } = personalisation;
		const to = phone_number ?? lines.map(([, line]) => line).join(", ");
		keepCaught(folder, { kind: kind as "text" | "letter", to, subject, text });
		taken.add(reference);
		reply(201, { id: randomUUID(), reference });
	});
	await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", () => resolve()));
	const { port } = server.address() as AddressInfo;
	return {
		environment: {
			NOTIFY_URL: `http://127.0.0.1:${port}`,
			NOTIFY_API_KEY: `demo-${randomUUID()}-${randomUUID()}`,
			NOTIFY_TEXT_TEMPLATE: randomUUID(),
		},
		stop: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
