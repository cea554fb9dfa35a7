/** Requests that no browser sends. `npm run security` sends two thousand, `vitest run --project attacks` one of each kind. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, inject, it } from "vitest";
import { requestLimits } from "@/lib/limits";
import { hiddenFields } from "../support/form-fields";
import { type OddRequest, oddRequests } from "../support/odd-requests";
import { sendRaw } from "../support/raw-request";

const site = inject("site");
const long = process.env.SECURITY === "long";

/** In the short form none that the server must wait for. */
const requests = oddRequests(long ? 2_000 : 1, site.url).filter(({ unfinished }) => long || !unfinished);
/** The longest that the site waits for a form of the smallest limit, and a few seconds for a busy machine. */
const waitMs = requestLimits.bodyMs + (requestLimits.formBytes / requestLimits.bodyBytesPerSecond) * 1_000 + 15_000;

const { contacts } = JSON.parse(readFileSync("db/demo/organisation.json", "utf8"));
const helpline: string = contacts.helpline.telephone;
let busy = 0;

/** Lines of the web's log that say it failed to answer. */
const failures = () =>
	readFileSync(path.join(site.folder, "web.log"), "utf8")
		.split("\n")
		.filter((line) => /"web\.failed"/.test(line));

/** What is wrong with the answer to a request; undefined if nothing is. */
async function faultOf({ name, bytes }: OddRequest, from: string): Promise<string | undefined> {
	const { status, text, ended } = await sendRaw(site.port, [bytes], { from, withinMs: waitMs });
	if (!ended) return `${name}: neither answered nor closed, ${text.slice(0, 60)}`;
	if (status === undefined) return text === "" ? undefined : `${name}: answered ${text.slice(0, 60)}`;
	// The machine may be too busy for the database to answer in time. The site says so with its page.
	if (status === 503 && text.includes(helpline)) return void busy++;
	if (
		![100, 200, 204, 206, 301, 303, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 411, 413, 416, 431].includes(
			status,
		)
	)
		return `${name}: answered ${status}`;
	// 100 Continue comes before the answer itself.
	if (status !== 100 && !/\r\ncontent-security-policy: /i.test(text))
		return `${name}: answered ${status} without a policy`;
	if (/\n\s+at .+:\d+:\d+|node_modules\//.test(text)) return `${name}: shows a trace`;
	return undefined;
}

it(
	`${requests.length} odd requests are each answered with a status of the site, or closed in time, and none with 500`,
	async () => {
		const before = failures().length;
		const queue = requests.entries();
		const faults: string[] = [];
		const lanes = Array.from({ length: long ? 40 : 8 }, async (_, lane) => {
			for (const [, request] of queue) {
				const fault = await faultOf(request, `127.0.0.${31 + lane}`);
				if (fault) faults.push(fault);
			}
		});
		await Promise.all(lanes);
		expect(faults).toEqual([]);
		expect(busy).toBeLessThan(requests.length / 10);
		expect(failures().slice(before)).toEqual([]);
		expect((await fetch(`http://127.0.0.1:${site.port}/`)).status).toBe(200);
	},
	long ? 300_000 : 120_000,
);

it("a form that is refused comes back with little more than it brought", async () => {
	const page = await (await fetch(`${site.url}/sign-in`)).text();
	const answered = async (email: string) => {
		const body = new FormData();
		for (const [name, value] of Object.entries({ ...hiddenFields(page, "email"), email })) body.set(name, value);
		const answer = await fetch(`${site.url}/sign-in`, { method: "POST", body, headers: { origin: site.url } });
		return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
	};
	const short = await answered("x");
	for (const sign of ['"', "<", "&", "\\", "\u2028", "\ufdfa"]) {
		const typed = sign.repeat(Math.floor(14_000 / Buffer.byteLength(sign)));
		const long = await answered(typed);
		expect([sign, long.status]).toEqual([sign, short.status]);
		expect(long.bytes - short.bytes, JSON.stringify(sign)).toBeLessThan(2 * 14_000);
	}
});
