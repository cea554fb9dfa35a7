// A stand-in for GOV.UK Notify on the loopback address: checks tokens and requests as Notify's documentation has them, keeps what it is handed, and sends nothing.
import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** What the stand-in was handed, as its API lists it. */
export type StandInNotification = {
	id: string;
	type: "email" | "sms" | "letter";
	to: string;
	reference: string;
	status: string;
	created_at: string;
	template: string;
	personalisation: Record<string, string>;
};

/** How it answers a request about a recipient: takes it, refuses it or sends it elsewhere, or breaks off before or after it has taken it. */
export type StandInAnswer =
	| "take"
	| "cut"
	| "cut after taking"
	| { status: number; error: string; message: string; location?: string };

export type NotifyStandIn = {
	url: string;
	key: string;
	/** The newest last. A test sets `status` to what became of one. */
	taken: StandInNotification[];
	/** The status of what it takes from now on. */
	status: (to: string) => string;
	answer: (to: string) => StandInAnswer;
	stop: () => Promise<void>;
};

const personalisation = z.record(z.string(), z.string());
const shared = { template_id: z.uuid(), personalisation, reference: z.string() };
/** The bodies that its documentation names, and no other fields. */
const bodies = {
	email: z.strictObject({ email_address: z.email(), ...shared }),
	sms: z.strictObject({ phone_number: z.string(), ...shared }),
	letter: z.strictObject(shared),
};

/** What its documentation says of a letter's address, in its words: three to seven lines, the last a real UK postcode or a country. */
function addressFault(values: Record<string, string>): string | undefined {
	const lines = Object.entries(values).filter(([name, line]) => /^address_line_[1-7]$/.test(name) && line.trim());
	if (lines.length < 3) return "Address must be at least 3 lines long";
	const isPostcode = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i.test(lines.at(-1)?.[1] ?? "");
	return isPostcode ? undefined : "Last line of address must be a real UK postcode or another country";
}

/** Returns what is wrong with a token, in Notify's words. */
function tokenFault(header: string | undefined, service: string, secret: string): string | undefined {
	const [head = "", payload = "", signature = ""] = header?.match(/^Bearer (.+)$/)?.[1]?.split(".") ?? [];
	const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString() || "{}");
	const expected = createHmac("sha256", secret).update(`${head}.${payload}`).digest("base64url");
	if (read(head).alg !== "HS256" || read(head).typ !== "JWT" || signature !== expected)
		return "Invalid token: signature, api token not found";
	if (read(payload).iss !== service) return "Invalid token: service not found";
	const late = Math.abs(Date.now() / 1_000 - read(payload).iat) > 30;
	return late ? "Error: Your system clock must be accurate to within 30 seconds" : undefined;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = await request.toArray();
	return JSON.parse(Buffer.concat(chunks).toString());
}

/** Starts it. In: the ids of its templates, each with the placeholders that it has. */
export async function startNotifyStandIn(templates: Record<string, readonly string[]>): Promise<NotifyStandIn> {
	const [service, secret] = [randomUUID(), randomUUID()];
	const taken: StandInNotification[] = [];
	const standIn: NotifyStandIn = {
		url: "",
		key: `invented_key-${service}-${secret}`,
		taken,
		status: () => "delivered",
		answer: () => "take",
		stop: async () => {},
	};
	const server = createServer(async (request, response) => {
		const reply = (status: number, body: unknown) => {
			response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
		};
		const refuse = (status: number, error: string, message: string, location?: string) => {
			if (location) response.setHeader("location", location);
			reply(status, { status_code: status, errors: [{ error, message }] });
		};
		const tokenProblem = tokenFault(request.headers.authorization, service, secret);
		if (tokenProblem) return refuse(403, "AuthError", tokenProblem);
		const url = new URL(request.url ?? "/", "http://stand-in");
		if (request.method === "GET" && url.pathname === "/v2/notifications") {
			const found = taken.filter(({ reference }) => reference === url.searchParams.get("reference"));
			const listed = found.map(({ to, personalisation: _, template, ...each }) => ({
				...each,
				[{ email: "email_address", sms: "phone_number", letter: "line_1" }[each.type]]: to,
				template: { id: template, version: 1 },
			}));
			return reply(200, { notifications: listed.reverse(), links: { current: request.url } });
		}
		const type = /^\/v2\/notifications\/(email|sms|letter)$/.exec(url.pathname)?.[1] as
			| StandInNotification["type"]
			| undefined;
		if (request.method !== "POST" || !type) return refuse(404, "NoResultFound", "No result found");
		const parsed = bodies[type].safeParse(await readBody(request));
		if (!parsed.success) return refuse(400, "ValidationError", String(parsed.error.issues[0]?.message));
		const { template_id: template, reference, personalisation: values, ...recipient } = parsed.data;
		const placeholders = templates[template];
		if (!placeholders) return refuse(400, "BadRequestError", "Template not found");
		const missing = placeholders.find((name) => !(name in values));
		if (missing) return refuse(400, "BadRequestError", `Missing personalisation: ${missing}`);
		const fault = type === "letter" ? addressFault(values) : undefined;
		if (fault) return refuse(400, "ValidationError", fault);
		const [to = values.address_line_1 ?? ""] = Object.values(recipient) as string[];
		const answer = standIn.answer(to);
		if (typeof answer === "object") return refuse(answer.status, answer.error, answer.message, answer.location);
		if (answer === "cut") return request.socket.destroy();
		const id = randomUUID();
		const created_at = new Date().toISOString();
		taken.push({
			id,
			type,
			to,
			reference,
			status: standIn.status(to),
			created_at,
			template,
			personalisation: values,
		});
		if (answer === "cut after taking") return request.socket.destroy();
		reply(201, {
			id,
			reference,
			content: {},
			uri: `${standIn.url}/v2/notifications/${id}`,
			template: { id: template },
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	standIn.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	standIn.stop = () =>
		new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return standIn;
}
