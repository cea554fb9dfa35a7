/** What is left of a span that holds all that a span can hold, as it arrives at a collector. The built site: tests/attacks/spans.test.ts. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
	propagation,
	ROOT_CONTEXT,
	SpanKind,
	SpanStatusCode,
	TraceFlags,
	type Tracer,
	trace,
} from "@opentelemetry/api";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { flushSpans } from "@/app/_server/request-spans";
import { sendSpans } from "@/app/_server/span-export";

vi.mock("@/app/_server/route-names", () => ({
	isRoute: (name: string) => name === "/[locale]/check",
	englishName: (name: string) => name.replace("/[locale]", ""),
	routeOf: () => "/check",
}));

const needle = "needle@example.org";
const bodies: string[] = [];
const server = createServer(async (request, response) => {
	bodies.push(`${request.url}\n${Buffer.concat(await request.toArray())}`);
	response.end("{}");
});
let tracer: Tracer;

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	sendSpans(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	tracer = trace.getTracer(needle, needle);
});
afterAll(() => void server.close());

/** Sends a span, and returns what arrived of it. */
async function arrived(attributes: Record<string, string | number>, name = needle) {
	const stranger = trace.setSpanContext(ROOT_CONTEXT, {
		traceId: "0af7651916cd43dd8448eb211c80319c",
		spanId: "b7ad6b7169203331",
		traceFlags: TraceFlags.SAMPLED,
		traceState: {
			serialize: () => `a=${needle}`,
			get: () => needle,
			set: () => undefined as never,
			unset: () => undefined as never,
		},
	});
	const span = tracer.startSpan(
		name,
		{
			kind: SpanKind.SERVER,
			attributes,
			links: [{ context: tracer.startSpan(needle).spanContext(), attributes: { needle } }],
		},
		stranger,
	);
	span.recordException(new Error(needle));
	span.setStatus({ code: SpanStatusCode.ERROR, message: needle });
	span.end();
	bodies.length = 0;
	await flushSpans();
	expect(bodies).toHaveLength(1);
	const [line = "", body = ""] = bodies[0]?.split("\n") ?? [];
	expect(line).toBe("/v1/traces");
	expect(body).not.toContain("needle");
	const [{ resource, scopeSpans }] = JSON.parse(body).resourceSpans;
	expect(resource.attributes).toEqual([{ key: "service.name", value: { stringValue: "member-self-check" } }]);
	const [sent] = scopeSpans[0].spans;
	return {
		name: sent.name,
		attributes: Object.fromEntries(
			sent.attributes.map(({ key, value }: { key: string; value: object }) => [key, Object.values(value)[0]]),
		),
	};
}

it("has the listed attributes by their present names and no other, nor a message, an event, a link or a state", async () => {
	expect(
		await arrived({
			"http.method": "GET",
			"http.target": `/check?email=${needle}`,
			"http.url": `https://provider.example/${needle}`,
			"http.status_code": 200,
			"next.route": "/[locale]/check",
			"next.span_name": `GET /${needle}`,
			"next.span_type": "BaseServer.handleRequest",
			"error.type": needle,
		}),
	).toEqual({
		name: "BaseServer.handleRequest /check",
		attributes: {
			"http.request.method": "GET",
			"http.route": "/check",
			"http.response.status_code": 200,
			"next.span_type": "BaseServer.handleRequest",
		},
	});
});

it("has none whose value is not one of those that it can have", async () => {
	const odd = {
		"http.method": needle,
		"http.route": `/check/${needle}`,
		"http.status_code": 99,
		"next.span_type": `A.b ${needle}`,
	};
	expect(await arrived(odd)).toEqual({ name: "other", attributes: {} });
});

it("neither reads nor writes what a request says of its trace", () => {
	expect(propagation.fields()).toEqual([]);
});
