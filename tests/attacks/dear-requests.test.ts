/**
 * What one request costs the processor. Texts that take the square of their length somewhere, in every place of a request that the site or Next may
 * read: one of them a second would otherwise stop everybody's pages. `npm run security` tries every text in every place.
 */
import { setTimeout as wait } from "node:timers/promises";
import { expect, inject, it } from "vitest";
import { requestLimits } from "@/lib/limits";
import { cpuMilliseconds } from "../bench/support/cpu";
import { sendRaw } from "../support/raw-request";

const site = inject("site");
const long = process.env.SECURITY === "long";

/** Pieces of which a long text is dear to match. */
const pieces = long
	? [
			"a",
			"-",
			"a-",
			"-googl",
			"/",
			"[",
			"[a",
			"%25",
			".",
			";",
			",",
			"=",
			";a=",
			'"',
			"(",
			"a,",
			"W/",
			'"",',
			"*/*,",
			"en;q=1,",
		]
	: ["a", "-", "[", ";", ","];
const length = 12_000;
const long12kB = (piece: string) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** The headers that the site, Node or Next reads. */
const headers = long
	? [
			"Accept",
			"Accept-Encoding",
			"Accept-Language",
			"Cache-Control",
			"Content-Type",
			"Cookie",
			"Forwarded",
			"If-Modified-Since",
			"If-None-Match",
			"Next-Router-State-Tree",
			"Next-Url",
			"Purpose",
			"Range",
			"Referer",
			"Sec-Fetch-Dest",
			"User-Agent",
			"X-Forwarded-For",
			"X-Forwarded-Host",
			"X-Request-Id",
			"traceparent",
			"tracestate",
		]
	: ["Accept-Encoding", "Cookie", "If-None-Match", "Referer", "User-Agent"];

type Asked = { name: string; bytes: string };
const head = (line: string, ...more: string[]) =>
	`${[`${line} HTTP/1.1`, "Host: localhost", `Origin: ${site.url}`, "Connection: close", ...more].join("\r\n")}\r\n\r\n`;

const post = (name: string, path: string, fields: [string, string][]): Asked => {
	const body = `${fields.map(([field, value]) => `--qqqq\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`).join("")}--qqqq--\r\n`;
	const type = "Content-Type: multipart/form-data; boundary=qqqq";
	return { name, bytes: head(`POST ${path}`, type, `Content-Length: ${Buffer.byteLength(body)}`) + body };
};

/** A form that names an action so often, with arguments that fill the rest of the body. */
function namedOften(path: string, most: number): Asked {
	const state = JSON.stringify([{ errors: Array(Math.floor(most / 4)).fill(0) }]);
	const names = Array<[string, string]>(Math.floor(most / 180)).fill(["$ACTION_REF_1", ""]);
	return post(`POST ${path}, an action named often`, path, [
		...names,
		["$ACTION_1:0", '{"id":"x","bound":"$@1"}'],
		["$ACTION_1:1", state],
	]);
}

/** Requests to one address, and an ordinary one to compare them with. */
type Compared = { ordinary: Asked; dear: Asked[] };
let asked = 0;
/** An address of its own for each request, so that none is answered from memory. */
const fresh = (path: string) => `${path}?n=${asked++}`;

const get = (path: string): Compared => ({
	ordinary: { name: `GET ${path}`, bytes: head(`GET ${fresh(path)}`) },
	dear: pieces.flatMap((piece) => {
		const text = long12kB(piece);
		const name = (where: string) => `GET ${path}, ${where} of ${JSON.stringify(piece)}`;
		return [
			...headers.map((header) => ({ name: name(header), bytes: head(`GET ${fresh(path)}`, `${header}: ${text}`) })),
			{ name: name("Cookie's name"), bytes: head(`GET ${fresh(path)}`, `Cookie: ${text}=a; ${text.slice(0, 2_000)}`) },
			{ name: name("query"), bytes: head(`GET ${fresh(path)}&next=${text}`) },
			{ name: name("path"), bytes: head(`GET ${path === "/" ? "" : path}/${text}`) },
			{ name: name("path that ends"), bytes: head(`GET ${path === "/" ? "" : path}/${text}x`) },
		];
	}),
});
const compared: Compared[] = [
	...["/", "/sign-in", "/updates/none", "/_next/static/none.js"].map(get),
	...[
		{ path: "/sign-in", most: requestLimits.formBytes - 1_000 },
		{ path: "/verify/message", most: 4 * requestLimits.formBytes - 1_000 },
	].map(({ path, most }) => ({
		ordinary: post(`POST ${path}`, path, [["message", "a ".repeat(most / 2)]]),
		dear: [
			namedOften(path, most),
			post(
				`POST ${path}, many fields`,
				path,
				Array.from({ length: Math.floor(most / 64) }, (_, at) => [`a${at}`, ""]),
			),
		],
	})),
];

/** What the site's process uses for a request, the least of some, in milliseconds. */
async function costOf({ bytes }: Asked, times: number): Promise<number> {
	let least = Number.POSITIVE_INFINITY;
	for (let time = 0; time < times && least > 20; time++) {
		const before = cpuMilliseconds(site.webPid);
		await sendRaw(site.port, [bytes], { from: "127.0.77.1", withinMs: 60_000 });
		least = Math.min(least, cpuMilliseconds(site.webPid) - before);
	}
	return least;
}

/** The most that a request may cost beyond an ordinary one: it reads 16 kB, or 64 kB of a pasted message. */
const mostBeyond = 100;

it(
	`no request costs more than ${mostBeyond} ms of the processor beyond an ordinary one, whatever text is in it`,
	async () => {
		const faults: string[] = [];
		for (const { ordinary, dear } of compared) {
			const usual = await costOf(ordinary, 5);
			for (const request of dear) {
				const beyond = (await costOf(request, 3)) - usual;
				if (beyond > mostBeyond) faults.push(`${request.name}: ${beyond} ms`);
			}
			await wait(0);
		}
		expect(faults).toEqual([]);
	},
	long ? 600_000 : 120_000,
);
