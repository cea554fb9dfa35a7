import cluster from "node:cluster";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from "prom-client";
import { lastSecondsApart } from "@/lib/clock-difference";
import { connectionCounts } from "@/lib/database";
import { env } from "@/lib/env";
import { eventCounts } from "@/lib/event-counts";
import { lastUnreadyReason, unreadyReason, workerReport } from "@/lib/readiness";
import { routeOf } from "./route-names";

/** The figures of this process. docs/metrics.md explains each; no label names a person, an address or an id. */
const registry = new Registry();
const registers = [registry];

const requests = new Counter({
	name: "selfcheck_requests_total",
	help: "Requests that were handed to a page, by route and status.",
	labelNames: ["route", "status"],
	registers,
});
const seconds = new Histogram({
	name: "selfcheck_request_seconds",
	help: "Time from a request's end to the end of its response.",
	labelNames: ["route"],
	buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
	registers,
});

/** Adds a counter of what happened in this process. */
function addEventCounter(name: string, help: string, what: Parameters<typeof eventCounts>[0], label: string): void {
	new Counter({
		name,
		help,
		labelNames: [label],
		registers,
		collect() {
			this.reset();
			for (const [value, count] of eventCounts(what)) this.inc({ [label]: value }, count);
		},
	});
}
addEventCounter("selfcheck_answers_total", "Answers that were shown, by outcome.", "answers", "outcome");
addEventCounter("selfcheck_codes_total", "Codes that were asked for, right and refused.", "codes", "event");
addEventCounter("selfcheck_refusals_total", "Requests beyond a limit, by reason.", "refusals", "reason");

new Gauge({
	name: "selfcheck_database_connections",
	help: "Connections of the web: busy, idle, and requests waiting for one.",
	labelNames: ["state"],
	registers,
	collect() {
		for (const [state, count] of Object.entries(connectionCounts())) this.set({ state }, count);
	},
});

const delay = monitorEventLoopDelay({ resolution: 10 });
new Gauge({
	name: "selfcheck_event_loop_lag_seconds",
	help: "The 99th percentile of the event loop's lag since the last collection, of the slowest process.",
	aggregator: "max",
	registers,
	collect() {
		// Of an empty histogram the percentile is 0, its own resolution included otherwise.
		this.set(Math.max(0, delay.percentile(99) / 1e9 - 0.01));
		delay.reset();
	},
});
new Gauge({
	name: "selfcheck_memory_bytes",
	help: "Resident memory of all processes of the web.",
	registers,
	collect() {
		this.set(process.memoryUsage.rss());
	},
});

/** A gauge that every process reads from the same place, so that the largest is right and the sum is not. */
const sharedGauge = (name: string, help: string, labelNames: string[] = []) =>
	new Gauge({ name, help, labelNames, aggregator: "max", registers: [] });
const unready = sharedGauge("selfcheck_unready", "1 for the reason why /readyz says no.", ["reason"]);
const workerAge = sharedGauge("selfcheck_worker_report_age_seconds", "How long ago a worker reported.");
const jobs = sharedGauge("selfcheck_jobs_waiting", "Jobs that are due, by task.", ["task"]);
const oldest = sharedGauge("selfcheck_job_oldest_seconds", "How long the oldest due job has waited, by task.", [
	"task",
]);
const mails = sharedGauge("selfcheck_mails", "Mails in the outbox, by state.", ["state"]);
const versions = sharedGauge("selfcheck_dataset_versions", "Versions of datasets, by state of their import.", [
	"state",
]);
const sealing = sharedGauge(
	"selfcheck_sealing_lag_seconds",
	"For how long sealed values have waited to be read, wiped or sealed anew, the oldest of each kind.",
	["what"],
);
const clock = sharedGauge(
	"selfcheck_clock_difference_seconds",
	"How far this machine's clock is from the database's.",
	[],
);
const fromDatabase = [clock, unready, workerAge, jobs, oldest, mails, versions, sealing];
for (const gauge of fromDatabase) registry.registerMetric(gauge);

/** Reads what the worker reported. While the database is away the gauges have no value but the reason. */
async function readReport(): Promise<void> {
	await unreadyReason();
	const report = await workerReport().catch(() => undefined);
	for (const gauge of fromDatabase) gauge.reset();
	const reason = lastUnreadyReason();
	if (reason) unready.set({ reason }, 1);
	const apart = lastSecondsApart();
	if (apart !== undefined) clock.set(apart);
	if (!report) return;
	workerAge.set(report.age);
	for (const { task, waiting, oldest: age } of report.figures.jobs) {
		jobs.set({ task }, waiting);
		oldest.set({ task }, age);
	}
	for (const [state, count] of Object.entries(report.figures.mails)) mails.set({ state }, count);
	for (const [state, count] of Object.entries(report.figures.versions)) versions.set({ state }, count);
	for (const [what, age] of Object.entries(report.figures.sealing ?? {})) sealing.set({ what }, age);
	sealing.set({ what: "old-key" }, report.oldKey);
}

/** Counts a request, and its time until the response is finished or cut off. */
export function measureRequest(request: IncomingMessage, response: ServerResponse): void {
	const route = routeOf(request.url ?? "/");
	const end = seconds.startTimer({ route });
	response.once("close", () => {
		end();
		requests.inc({ route, status: response.writableFinished ? String(response.statusCode) : "cut-off" });
	});
}

/** Lets this process answer the first one's question for its figures. */
export function offerMetrics(): void {
	// Its constructor listens for the question.
	new AggregatorRegistry();
	AggregatorRegistry.setRegistries([registry]);
	Object.assign(registry, { getMetricsAsJSON: whenRead(registry.getMetricsAsJSON.bind(registry)) });
}

/** Reads the report before figures are collected. */
function whenRead<Args extends unknown[], Result>(collect: (...args: Args) => Promise<Result>) {
	return async (...args: Args): Promise<Result> => {
		await readReport();
		return collect(...args);
	};
}

/** Serves /metrics for Prometheus at METRICS_PORT of METRICS_HOST, of all processes together. Does nothing where no port is set. */
export function serveMetrics(): void {
	const { METRICS_PORT, METRICS_HOST } = env();
	if (!METRICS_PORT) return;
	const all = new AggregatorRegistry();
	const collect =
		cluster.isPrimary && cluster.workers && Object.keys(cluster.workers).length
			? () => all.clusterMetrics()
			: whenRead(() => registry.metrics());
	createServer(async (request, response) => {
		if (request.url !== "/metrics") return void response.writeHead(404).end();
		const text = await collect().catch(() => undefined);
		if (text === undefined) return void response.writeHead(503).end();
		response.setHeader("Content-Type", registry.contentType).end(text);
	}).listen(METRICS_PORT, METRICS_HOST);
}
