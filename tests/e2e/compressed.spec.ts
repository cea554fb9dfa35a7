/** How texts travel: compressed to whoever takes it, as they are to everybody else, and the same words both times. */
import { get, type IncomingHttpHeaders, type RequestOptions, request } from "node:http";
import { gunzipSync } from "node:zlib";
import { expect, test } from "../support/page";

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Asks as no library would, which opens what it is sent. */
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

/** A nonce is new each time, and a page drawn anew in between may or may not end with an empty boundary of React's. */
const words = (body: Buffer) =>
	body
		.toString("utf8")
		.replaceAll(/nonce(=|\\":\\")[^\s>]*/g, "")
		.replaceAll("<!--$--><!--/$-->", "");

for (const path of ["/", "/cy/guidance", "/feeds/updates.xml", "/theme.css", "/sign-in", "/staff/sign-in"])
	test(`${path} travels compressed and says the same`, async ({ baseURL }) => {
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

test("whoever takes no gzip gets none, fonts are left as they are, and HEAD has no body", async ({ baseURL, page }) => {
	for (const takes of ["br", "identity", "gzip;q=0", "gzip; q=0.0, br"])
		expect((await ask(`${baseURL}/`, takes)).headers["content-encoding"], takes).toBeUndefined();
	const font = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith(".woff2"));
	await page.goto("/");
	expect((await ask((await font).url(), "gzip")).headers["content-encoding"]).toBeUndefined();
	const head = await ask(`${baseURL}/`, "gzip", { method: "HEAD", headers: { "accept-encoding": "gzip" } });
	expect([head.status, head.body.length]).toEqual([200, 0]);
});

test("a file of the build comes whole, and in parts where parts are asked for", async ({ page }) => {
	const script = page.waitForResponse((response) => response.url().endsWith(".js"));
	await page.goto("/sign-in");
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
