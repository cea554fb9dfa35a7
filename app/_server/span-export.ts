/** Spans for a collector of OpenTelemetry. Loaded only where OTEL_EXPORTER_OTLP_ENDPOINT is set. docs/decisions/0025-traces-of-listed-attributes.md */
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
	BatchSpanProcessor,
	NodeTracerProvider,
	type ReadableSpan,
	type SpanExporter,
} from "@opentelemetry/sdk-trace-node";
import { englishName, isRoute } from "./route-names";

type Attributes = ReadableSpan["attributes"];
type SpanContext = ReturnType<ReadableSpan["spanContext"]>;

const isMethod = (value: unknown) => typeof value === "string" && /^(GET|HEAD|POST)$/.test(value);
const isStatus = (value: unknown) => typeof value === "number" && value >= 100 && value <= 599;
const isListedRoute = (value: unknown) => typeof value === "string" && isRoute(value);
/** What Next was doing: a name of its own code. */
const isSpanType = (value: unknown) => typeof value === "string" && /^[A-Za-z]+(\.[A-Za-z]+){1,2}$/.test(value);

/**
 * The attributes that leave the machine, by their present names and Next's. All others are dropped, as lib/log.ts does with fields: Next puts
 * the address as it was asked for into http.target, and errors' messages into events.
 */
const listed: readonly { name: string; from: readonly string[]; fits: (value: unknown) => boolean }[] = [
	{ name: "http.request.method", from: ["http.request.method", "http.method"], fits: isMethod },
	{ name: "http.route", from: ["http.route", "next.route"], fits: isListedRoute },
	{ name: "http.response.status_code", from: ["http.response.status_code", "http.status_code"], fits: isStatus },
	{ name: "next.span_type", from: ["next.span_type"], fits: isSpanType },
];

function listedAttributes(given: Attributes): Attributes {
	const found = Object.fromEntries(
		listed.flatMap(({ name, from, fits }) => {
			const value = from.map((key) => given[key]).find(fits);
			return value === undefined ? [] : [[name, value]];
		}),
	);
	// Next also writes its name of the route into our own span.
	const route = found["http.route"];
	return typeof route === "string" ? { ...found, "http.route": englishName(route) } : found;
}

const resource = resourceFromAttributes({ "service.name": "member-self-check" });
const instrumentationScope = { name: "member-self-check" };
/** Leaves out the trace state, in which a stranger could write. */
const withoutState = ({ traceId, spanId, traceFlags }: SpanContext): SpanContext => ({ traceId, spanId, traceFlags });

/** Returns a new span with the listed attributes, named by them: Next's own name holds the address of a fetch. */
export function listedSpan(span: ReadableSpan): ReadableSpan {
	const attributes = listedAttributes(span.attributes);
	const { "next.span_type": type, "http.request.method": method, "http.route": route } = attributes;
	const context = withoutState(span.spanContext());
	return {
		name: [type ?? method, route].filter(Boolean).join(" ") || "other",
		attributes,
		kind: span.kind,
		spanContext: () => context,
		...(span.parentSpanContext ? { parentSpanContext: withoutState(span.parentSpanContext) } : {}),
		startTime: span.startTime,
		endTime: span.endTime,
		duration: span.duration,
		ended: span.ended,
		status: { code: span.status.code },
		links: [],
		events: [],
		resource,
		instrumentationScope,
		droppedAttributesCount: 0,
		droppedEventsCount: 0,
		droppedLinksCount: 0,
	};
}

/** Registers where spans go. No propagator: what a request says of its trace is not read, and no request of ours says any. */
export function sendSpans(endpoint: string): void {
	const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces`, timeoutMillis: 2_000 });
	const listedAlone: SpanExporter = {
		export: (spans, done) => exporter.export(spans.map(listedSpan), done),
		shutdown: () => exporter.shutdown(),
		forceFlush: () => exporter.forceFlush(),
	};
	// What a collector does not take in time is dropped: at most 2,048 spans wait.
	const processor = new BatchSpanProcessor(listedAlone, { maxQueueSize: 2_048, scheduledDelayMillis: 2_000 });
	new NodeTracerProvider({ resource, spanProcessors: [processor] }).register({ propagator: null });
}
