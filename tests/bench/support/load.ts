import * as http from "node:http";
import * as https from "node:https";
import { performance } from "node:perf_hooks";

/** The result of one series of requests. */
export type Load = { perSecond: number; bytes: number };

/**
 * Requests a page of the loopback address repeatedly over a few kept connections for a time, and counts the responses. Throws on
 * any status but 200, because a page that fails quickly is not a fast page.
 */
export async function load(
	url: string,
	headers: Record<string, string>,
	seconds: number,
	connections = 8,
): Promise<Load> {
	if (!/^https?:\/\/(127\.0\.0\.1|localhost):/.test(url)) throw new Error("load goes to the loopback address only");
	const agent = new (url.startsWith("https:") ? https : http).Agent({ keepAlive: true, maxSockets: connections });
	const end = performance.now() + seconds * 1_000;
	const start = performance.now();
	let count = 0;
	let bytes = 0;
	try {
		await Promise.all(
			Array.from({ length: connections }, async () => {
				while (performance.now() < end) {
					const arrived = await once(url, headers, agent);
					bytes += arrived;
					count++;
				}
			}),
		);
	} finally {
		agent.destroy();
	}
	return { perSecond: count / ((performance.now() - start) / 1_000), bytes: bytes / count };
}

function once(url: string, headers: Record<string, string>, agent: http.Agent): Promise<number> {
	return new Promise((resolve, reject) => {
		const answered = (response: http.IncomingMessage) => {
			let bytes = 0;
			response.on("data", (chunk: Buffer) => {
				bytes += chunk.length;
			});
			response.on("error", reject);
			response.on("end", () =>
				response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url} answered ${response.statusCode}`)),
			);
		};
		// The certificate of a front on this machine is its own.
		const { request } = url.startsWith("https:") ? https : http;
		request(url, { agent, headers, rejectUnauthorized: false } as https.RequestOptions, answered)
			.on("error", reject)
			.end();
	});
}
