import { checking, type Finding, notChecked, ok, warning } from "./check-finding";

/** Checks that a collector of OpenTelemetry takes traces: sends it none. */
export async function collectorCheck(endpoint: string | undefined): Promise<Finding[]> {
	const what = "collector of traces";
	if (!endpoint) return [notChecked(what, "OTEL_EXPORTER_OTLP_ENDPOINT is not set here: no traces are made")];
	const todo = "check its address and its receiver for OTLP over HTTP; the site goes on without it";
	return checking(what, todo, async () => {
		const { status } = await fetch(`${endpoint.replace(/\/$/, "")}/v1/traces`, {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ resourceSpans: [] }),
			signal: AbortSignal.timeout(5_000),
		});
		return [status === 200 ? ok(what, "takes traces") : warning(what, `answers ${status}`, todo)];
	});
}
