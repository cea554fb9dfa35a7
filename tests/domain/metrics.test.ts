/** /metrics: what is served, what docs/metrics.md says of it, and that no stranger chooses a label. */
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { beforeAll, expect, it } from "vitest";
import { measureRequest, serveMetrics } from "@/app/_server/site-metrics";
import { freePort } from "@/db/embedded/free-port";
import { env } from "@/lib/env";
import { countEvent } from "@/lib/event-counts";
import { keyHashes } from "@/lib/key-check";
import { addDelivery } from "../support/many-people";
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

it("says for how long sealed values have waited to be read, wiped or sealed anew", async () => {
	const lags = async (key: Buffer | undefined) => {
		await worker.query("select report_worker($1)", [key]);
		const found = (await collect()).matchAll(/^selfcheck_sealing_lag_seconds\{what="([\w-]+)"\} (\S+)$/gm);
		return Object.fromEntries([...found].map(([, what, seconds]) => [what, Math.floor(Number(seconds) / 100) * 100]));
	};
	const [current] = keyHashes("SEALING_KEY");
	const none = { reports: 0, files: 0, addresses: 0, "old-key": 0 };
	await owner.query(
		"insert into key_check (name, value) values ('SEALING_KEY', $1) on conflict (name) do update set value = excluded.value",
		[current],
	);
	expect(await lags(current)).toEqual(none);
	const accepted = await addDelivery(owner, "ann@readers.example", "accepted");
	await owner.query(
		`update delivery set ended_at = now() - interval '5 days 500 seconds', next_recipient = '\\x01', next_sealed = '\\x01', next_channel = 'text' where id = $1`,
		[accepted],
	);
	await owner.query(
		`insert into webhook_report (webhook_id, sent_at, signature, body_sealed, network_hash, received_at) values ('msg_1', '1', 'v1,', '', '', now() - interval '700 seconds')`,
	);
	expect(await lags(current)).toEqual({ ...none, reports: 700, addresses: 500 });
	await owner.query(
		"delete from webhook_report; delete from delivery; update key_check set value = '\\x00112233445566778899aabbccddeeff' where name = 'SEALING_KEY'",
	);
	await lags(current);
	await owner.query(
		"update worker_report set figures = figures || jsonb_build_object('oldKeySince', now() - interval '90000 seconds')",
	);
	// It goes on from one report to the next, and ends once everything is sealed anew.
	expect(await lags(current)).toEqual({ ...none, "old-key": 90_000 });
	await owner.query("update key_check set value = $1 where name = 'SEALING_KEY'", [current]);
	expect(await lags(current)).toEqual(none);
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
