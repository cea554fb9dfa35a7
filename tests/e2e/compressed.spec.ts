/** Compression of responses: only for clients that accept it, and with the same content. */
import { get, type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { gunzipSync } from "node:zlib";
import { expect, test } from "../support/page";

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Requests without a library, because libraries decompress the body. */
function ask(url: string, acceptEncoding?: string, options: RequestOptions = {}): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const headers = acceptEncoding === undefined ? {} : { "accept-encoding": acceptEncoding };
		const asked = (options.method ? request : get)(url, { headers, ...options }, async (answer) => {
			const pieces: Buffer[] = [];
			for await (const piece of answer) pieces.push(piece);
			resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(pieces) });
		});
		asked.on("error", reject);
		asked.end();
	});
}

/** Removes what differs between two responses: the nonce, and an empty React boundary at the end. */
const words = (body: Buffer) =>
	body
		.toString("utf8")
		.replaceAll(/nonce(=|\\":\\")[^\s>]*/g, "")
		.replaceAll("<!--$--><!--/$-->", "");

// Pages and a feed that stay the same whatever other tests publish.
const feed = "/feeds/incidents/october-2021-supplier-incident.xml";
for (const path of ["/privacy", "/cy/guidance", feed, "/theme.css", "/sign-in", "/staff/sign-in"])
	test(`${path} is compressed and has the same content`, async ({ baseURL }) => {
		const plain = await ask(baseURL + path);
		expect(plain.headers["content-encoding"]).toBeUndefined();
		expect(plain.headers.vary).toMatch(/accept-encoding/i);
		expect(plain.body.length).toBeGreaterThan(0);
		for (const takes of ["gzip", "br, gzip;q=0.5", "gzip"]) {
			const small = await ask(baseURL + path, takes);
			expect([small.status, small.headers["content-type"]]).toEqual([plain.status, plain.headers["content-type"]]);
			expect(small.headers.vary).toMatch(/accept-encoding/i);
			expect(Number(small.headers["content-length"])).toBe(small.body.length);
			if (plain.body.length < 1_000) expect(small.body).toEqual(plain.body);
			else {
				expect(small.headers["content-encoding"]).toBe("gzip");
				expect(small.body.length).toBeLessThan(plain.body.length / 2);
				expect(words(gunzipSync(small.body))).toBe(words(plain.body));
			}
		}
	});

test("clients that refuse gzip get none, fonts are not compressed, and HEAD has no body", async ({ baseURL, page }) => {
	for (const takes of ["br", "identity", "gzip;q=0", "gzip; q=0.0, br"])
		expect((await ask(`${baseURL}/`, takes)).headers["content-encoding"], takes).toBeUndefined();
	const font = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith(".woff2"));
	await page.goto("/");
	expect((await ask((await font).url(), "gzip")).headers["content-encoding"]).toBeUndefined();
	const head = await ask(`${baseURL}/`, "gzip", { method: "HEAD", headers: { "accept-encoding": "gzip" } });
	expect([head.status, head.body.length]).toEqual([200, 0]);
});

test("a static file is sent whole, and in ranges on request", async ({ page }) => {
	const script = page.waitForResponse((response) => /\/_next\/static\/.*\.js$/.test(response.url()));
	await page.goto("/staff/sign-in");
	const url = (await script).url();
	const plain = await ask(url);
	expect(gunzipSync((await ask(url, "gzip")).body)).toEqual(plain.body);
	const part = await ask(url, undefined, { headers: { "accept-encoding": "gzip", range: "bytes=0-99" } });
	expect([part.status, part.headers["content-encoding"]]).toEqual([206, undefined]);
	expect(part.body).toEqual(plain.body.subarray(0, 100));
	const past = { headers: { range: `bytes=${plain.body.length + 1}-` } };
	expect((await ask(url, undefined, past)).status).toBe(416);
	const { origin } = new URL(url);
	expect((await ask(`${origin}/theme.css`, undefined, past)).status).toBe(200);
});
