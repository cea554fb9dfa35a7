/** Requests that no browser sends. `npm run security` sends two thousand, `vitest run --project attacks` one of each kind. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, inject, it } from "vitest";
import { limitsOf, requestLimits } from "@/lib/limits";
import { routes } from "../house/routes";
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
	// The machine may be too busy for the database to answer in time. The site says so with its page, of which HEAD gets the headers.
	if (status === 503 && (text.includes(helpline) || /^HEAD /.test(String(bytes)))) return void busy++;
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
		const lanes = Array.from({ length: long ? 16 : 8 }, async (_, lane) => {
			for (const [, request] of queue) {
				const fault = await faultOf(request, `127.0.${31 + lane}.1`);
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

/** The pages that anybody may send a form of, with the fields that take a text. */
async function openForms(): Promise<{ path: string; page: string; fields: string[] }[]> {
	// The page for a code has its form only in the browser that asked.
	const open = routes.filter(
		({ audience, path }) => (audience === "public" && !path.endsWith("/code")) || /^(\/staff)?\/sign-in$/.test(path),
	);
	const pages = await Promise.all(
		open.map(async ({ path, example = path }) => ({
			path: example,
			page: await (await fetch(site.url + example)).text(),
		})),
	);
	const typed = /<(?:input(?=[^>]*type="(?:text|email|search|tel)")|textarea)[^>]* name="([^"]+)"/g;
	const found = pages.map(({ path, page }) => ({
		path,
		page,
		fields: [...page.matchAll(/<form[^>]*method="POST"[\s\S]*?<\/form>/gi)].flatMap(([form]) =>
			[...form.matchAll(typed)].map(([, name]) => name as string),
		),
	}));
	return found.filter(({ fields }) => fields.length > 0);
}

/** How many times as large as it was a text may come back: a page with scripts has it three times. */
const comesBack = 4.5;

it("whatever is typed into a form that anybody may send comes back a few times as large at most", async () => {
	const forms = await openForms();
	expect(forms.map(({ path }) => path)).toEqual(
		expect.arrayContaining(["/sign-in", "/follow", "/verify/sender", "/verify/message", "/verify/fakes/report"]),
	);
	const faults: string[] = [];
	for (const { path, page, fields } of forms)
		for (const field of fields) {
			const answered = async (typed: string) => {
				const body = new FormData();
				for (const [name, value] of Object.entries({ ...hiddenFields(page, field), [field]: typed }))
					body.set(name, value);
				const answer = await fetch(site.url + path, { method: "POST", body, headers: { origin: site.url } });
				return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
			};
			const most = Math.min(limitsOf(path).bodyBytes - 2_000, 60_000);
			const short = await answered("x");
			for (const sign of ['"', "<", "&", "\\", "\u2028", "\u0001", "\ufdfa", "<a b='c'>"]) {
				const { status, bytes } = await answered(sign.repeat(Math.floor(most / Buffer.byteLength(sign))));
				const times = (bytes - short.bytes) / most;
				if (status !== 200 || times > comesBack)
					faults.push(`${path} ${field} ${JSON.stringify(sign)}: ${status}, ${times.toFixed(1)} times`);
			}
		}
	expect(faults).toEqual([]);
});
