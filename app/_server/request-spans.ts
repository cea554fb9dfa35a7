/** The span around each request that is handed to a page. Loaded only where OTEL_EXPORTER_OTLP_ENDPOINT is set. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { context, ProxyTracerProvider, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { routeOf } from "./route-names";

/** Answers a request within a span of its own, which ends with the response. Next's spans are parts of it; a page from memory has no others. */
export function inSpan<Result>(request: IncomingMessage, response: ServerResponse, answer: () => Result): Result {
	const { method = "" } = request;
	const route = routeOf(request.url ?? "/");
	const attributes = { "http.request.method": method, "http.route": route };
	const span = trace.getTracer("web").startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes });
	response.once("close", () => {
		// Of a response that was cut off nobody got a status.
		if (response.writableFinished) span.setAttribute("http.response.status_code", response.statusCode);
		else span.setStatus({ code: SpanStatusCode.ERROR });
		span.end();
	});
	return context.with(trace.setSpan(context.active(), span), answer);
}

/** Sends the spans that wait. Never rejects. */
export async function flushSpans(): Promise<void> {
	const provider = trace.getTracerProvider();
	const sending = provider instanceof ProxyTracerProvider ? provider.getDelegate() : provider;
	await (sending as { forceFlush?(): Promise<void> }).forceFlush?.().catch(() => {});
}
