/**
 * 500 connections whose headers never end are cut off and keep nobody from the site; a file of 1 GB that arrives more slowly than any form may
 * is taken whole. Only in the long form, npm run security: tests/domain/request-limits.test.ts has both small.
 */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { expect, inject, it } from "vitest";
import { newId } from "@/lib/ids";
import { requestLimits } from "@/lib/limits";
import { signInAndCheck } from "../support/http-journey";

const site = inject("site");

/** Opens a connection from a network of its own and sends a piece of a header each second until it is closed. Returns when that was. */
async function slowHeaders(at: number): Promise<number> {
	const localAddress = `127.${1 + (at >> 8)}.${at & 255}.1`;
	const socket = connect({ port: site.port, host: "127.0.0.1", localAddress });
	socket.on("error", () => {}).resume();
	await once(socket, "connect");
	const start = performance.now();
	socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
	const timer = setInterval(() => socket.write("a"), 1_000);
	if (!socket.closed) await once(socket, "close");
	clearInterval(timer);
	return performance.now() - start;
}

it("500 connections whose headers never end are cut off in time, and a member signs in meanwhile", async () => {
	const slow = Array.from({ length: 500 }, (_, at) => slowHeaders(at));
	await wait(2_000);
	const start = performance.now();
	await signInAndCheck(site, "slow.headers@example.org");
	const took = performance.now() - start;
	const closed = await Promise.all(slow);
	expect(took).toBeLessThan(requestLimits.headersMs);
	expect(Math.max(...closed)).toBeLessThan(requestLimits.headersMs + 5_000);
}, 120_000);

const megabyte = 1 << 20;
const megabytes = 1_024;
/** Longer than a form may take, by half. */
const uploadMs = 1.5 * (requestLimits.bodyMs + (requestLimits.formBytes / requestLimits.bodyBytesPerSecond) * 1_000);

it("a file of 1 GB that takes longer than a form may is taken whole, and the web keeps none of it in memory", async () => {
	const owner = new pg.Client({ connectionString: site.database });
	await owner.connect();
	const cookie = await signInAndCheck(site, "admin@example.org", undefined, "/staff/sign-in");
	const dataset = newId("dst");
	await owner.query(
		"insert into dataset (id, incident_id, name, complete) select $1, min(id), $1, true from incident",
		[dataset],
	);
	const line = Buffer.from("reader@example.org,Ada\n");
	const piece = Buffer.alloc(megabyte, line);
	const head = `--b\r\nContent-Disposition: form-data; name="dataset"\r\n\r\n${dataset}\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="large.csv"\r\nContent-Type: text/csv\r\n\r\nEmail,Name\n`;
	const tail = "\n\r\n--b--\r\n";
	const sending = request({
		port: site.port,
		host: "127.0.0.1",
		method: "POST",
		path: "/staff/datasets/upload",
		headers: {
			origin: site.url,
			cookie,
			"content-type": "multipart/form-data; boundary=b",
			"content-length": head.length + megabytes * megabyte + tail.length,
		},
	});
	const answered = once(sending, "response") as Promise<[IncomingMessage]>;
	const resident = () =>
		Number(execFileSync("ps", ["-o", "rss=", "-p", String(site.webPid)], { encoding: "utf8" })) / 1_024;
	const before = resident();
	let most = 0;
	const start = performance.now();
	sending.write(head);
	for (let sent = 0; sent < megabytes; sent++) {
		if (!sending.write(piece)) await once(sending, "drain");
		if (sent % 64 === 0) most = Math.max(most, resident());
		await wait(Math.max(0, start + (sent * uploadMs) / megabytes - performance.now()));
	}
	sending.end(tail);
	const [answer] = await answered;
	const took = performance.now() - start;
	answer.resume();
	expect(answer.statusCode).toBe(303);
	const version = String(answer.headers.location).split("/").at(-1);
	const { rows } = await owner.query("select state, file_bytes::float8 as bytes from dataset_version where id = $1", [
		version,
	]);
	expect(rows).toEqual([{ state: "staged", bytes: "Email,Name\n".length + megabytes * megabyte + 1 }]);
	expect(took).toBeGreaterThan(uploadMs * 0.99);
	expect(most - before).toBeLessThan(300);
	// Other files of this project read the whole database.
	await owner.query("delete from dataset_upload where version_id = $1", [version]);
	await owner.query("vacuum full dataset_upload");
	await owner.end();
}, 400_000);
