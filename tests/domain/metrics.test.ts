/** /metrics: what is served, what docs/metrics.md says of it, and that no stranger chooses a label. */
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { beforeAll, expect, it } from "vitest";
import { measureRequest, serveMetrics } from "@/app/_server/site-metrics";
import { freePort } from "@/db/embedded/free-port";
import { env } from "@/lib/env";
import { countEvent } from "@/lib/event-counts";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const worker = connectAs("worker");
let port: number;

beforeAll(async () => {
	port = await freePort();
	Object.assign(env(), { METRICS_PORT: port });
	serveMetrics();
});

const collect = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();

function request(url: string, status: number, finished = true): void {
	const response = Object.assign(new EventEmitter(), { statusCode: status, writableFinished: finished });
	measureRequest({ url } as IncomingMessage, response as unknown as ServerResponse);
	response.emit("close");
}

it("serves requests by route and status, events, and what the worker reported", async () => {
	await owner.query(
		"select graphile_worker.add_job('send_code', '{}', run_at => now() - interval '90 seconds', max_attempts => 3)",
	);
	await worker.query("select report_worker()");
	request("/no-such-page/needle@example.org?code=1", 404);
	request("/", 200, false);
	countEvent("answers", "not-found");
	countEvent("codes", "asked");
	const text = await collect();
	expect(text).toContain('selfcheck_requests_total{route="other",status="404"} 1');
	expect(text).toMatch(/selfcheck_requests_total\{route="[^"]+",status="cut-off"\} 1/);
	expect(text).toContain('selfcheck_answers_total{outcome="not-found"} 1');
	expect(text).toContain('selfcheck_codes_total{event="asked"} 1');
	expect(text).toContain('selfcheck_jobs_waiting{task="send_code"} 1');
	expect(Number(/selfcheck_job_oldest_seconds\{task="send_code"\} (\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(90);
	expect(text).not.toContain("selfcheck_unready{");
	expect(text).not.toContain("needle");
});

it("names why the site is not ready", async () => {
	await owner.query("update worker_report set reported_at = now() - interval '2 minutes'");
	expect(await collect()).toContain('selfcheck_unready{reason="worker-silent"} 1');
});

it("every figure is explained with its alert, and every explained one is served with the labels it says", async () => {
	const served = [...(await collect()).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name).sort();
	const rows = readFileSync("docs/metrics.md", "utf8").matchAll(/^\| `(selfcheck_\w+)` \|(.*)\|$/gm);
	const documented = [...rows].map(([, name, rest = ""]) => {
		const [labels = "", says = "", alert = ""] = rest.split("|").map((cell) => cell.trim());
		expect([says, alert], name).not.toContain("");
		return { name, labels };
	});
	expect(documented.map(({ name }) => name).sort()).toEqual(served);
	const source = readFileSync("app/_server/site-metrics.ts", "utf8");
	for (const label of documented.flatMap(({ labels }) => labels.match(/\w+/g) ?? []))
		expect(source).toContain(`"${label}"`);
});

it("answers nothing else on its port", async () => {
	expect((await fetch(`http://127.0.0.1:${port}/staff`)).status).toBe(404);
});
