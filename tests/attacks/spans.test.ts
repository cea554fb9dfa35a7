/**
 * What a collector of OpenTelemetry is sent: nothing that anybody typed, asked for or was given. A member signs in, strangers send details in
 * addresses, headers and forms, and all that arrives at a real collector is searched. Without one nothing of it is loaded.
 */
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, inject, it, vi } from "vitest";
import { signInAndCheck } from "../support/http-journey";

const site = inject("site");
const traced = inject("traced");
const word = () => `zq${randomBytes(5).toString("hex")}`;
const planted: Record<string, string> = {
	member: `${word()}@planted.example`,
	stranger: `${word()}@planted.example`,
	query: word(),
	path: word(),
	fragment: word(),
	header: word(),
	form: word(),
	"code to end a subscription": word(),
	"id of an update": word(),
};

type Value = { stringValue?: string; intValue?: number };
type Sent = {
	name: string;
	attributes: { key: string; value: Value }[];
	events?: unknown[];
	links?: unknown[];
	status?: object;
};
const text = () => readFileSync(traced.received, "utf8");
/** The spans that have arrived. */
const spans = () =>
	text()
		.split("\n")
		.filter((line) => line.startsWith("{"))
		.flatMap((line) => JSON.parse(line).resourceSpans)
		.flatMap(({ scopeSpans }) => scopeSpans)
		.flatMap(({ spans }) => spans as Sent[]);
const attributeOf = (span: Sent, name: string) => {
	const value = span.attributes.find(({ key }) => key === name)?.value;
	return value?.stringValue ?? value?.intValue;
};
/** The spans of requests, as "name status". */
const requests = () =>
	spans()
		.filter((span) => !attributeOf(span, "next.span_type"))
		.map((span) => `${span.name} ${attributeOf(span, "http.response.status_code")}`);

/** Sends headers in which traces, and much else, are named. */
const headers = () => ({
	"user-agent": planted.header ?? "",
	referer: `${site.url}/${planted.header}`,
	traceparent: `00-${randomBytes(16).toString("hex")}-${randomBytes(8).toString("hex")}-01`,
	tracestate: `a=${planted.header}`,
	baggage: `a=${planted.header}`,
});

it("a request is a span, named by its route, with a closed list of attributes, and its parts are Next's", async () => {
	const cookie = await signInAndCheck({ ...site, port: traced.port }, planted.member ?? "");
	planted.session = /(?:^|; )member=([^;]+)/.exec(cookie)?.[1] ?? "";
	const origin = `http://127.0.0.1:${traced.port}`;
	for (const page of [
		`/check?note=${planted.query}`,
		`/${planted.path}?${planted.query}`,
		`/updates/${planted["id of an update"]}`,
		`/unsubscribe/${planted["code to end a subscription"]}?${planted.query}#${planted.fragment}`,
		`/check/%zz${planted.path}`,
		`/_next/static/${planted.path}`,
		`/cy/sign-in?email=${planted.stranger}`,
		"/",
		"/",
	])
		await fetch(origin + page, { headers: { ...headers(), cookie } });
	const body = new FormData();
	for (const name of ["text", planted.form ?? ""]) body.set(name, planted.form ?? "");
	await fetch(`${origin}/verify/message`, { method: "POST", body, headers: { ...headers(), origin: site.url } });
	await fetch(`${origin}/verify/fakes/report`);
	const expected = [
		"GET /sign-in 200",
		"POST /sign-in 303",
		"POST /sign-in/code 303",
		"GET /check 200",
		"GET / 200",
		"GET /updates/[slug] 404",
		"GET /verify/fakes/report 200",
	];
	await vi.waitUntil(() => expected.every((one) => requests().includes(one)), { timeout: 20_000 }).catch(() => {});
	expect(expected.filter((one) => !requests().includes(one))).toEqual([]);
	expect([...new Set(spans().flatMap(({ attributes }) => attributes.map(({ key }) => key)))].sort()).toEqual([
		"http.request.method",
		"http.response.status_code",
		"http.route",
		"next.span_type",
	]);
	expect(spans().some((span) => attributeOf(span, "next.span_type") === "AppRender.getBodyResult")).toBe(true);
	// Next's names of routes are ours.
	expect(text()).not.toContain("[locale]");
}, 60_000);

it("holds nothing that was typed, asked for or given out", () => {
	expect(spans().length).toBeGreaterThan(50);
	const forms = (detail: string) => [
		detail,
		encodeURIComponent(detail),
		Buffer.from(detail).toString("base64").slice(0, -3),
	];
	for (const [name, detail] of Object.entries(planted)) {
		expect(detail.length, name).toBeGreaterThan(5);
		for (const form of forms(detail)) expect(text().includes(form), name).toBe(false);
	}
	for (const span of spans()) expect([span.events ?? [], span.links ?? []]).toEqual([[], []]);
	expect(text()).not.toMatch(/"message"|traceState/);
});

/** The files that a program has loaded. */
async function loadedBy(pid: number, file: string): Promise<string[]> {
	rmSync(file, { force: true });
	process.kill(pid, "SIGUSR2");
	return vi.waitUntil(
		() => {
			try {
				return readFileSync(file, "utf8").split("\n");
			} catch {
				return undefined;
			}
		},
		{ timeout: 10_000 },
	);
}

it("without a collector nothing that sends is loaded", async () => {
	const built = path.join(site.folder, "next", "server");
	const sending = readdirSync(built, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
		.filter((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8").includes("OTLPExporterError"))
		.map(({ name }) => name);
	const found = (files: string[]) => files.filter((file) => sending.includes(path.basename(file)));
	expect(found(await loadedBy(traced.pid, traced.loaded))).not.toEqual([]);
	expect(found(await loadedBy(traced.untracedPid, traced.untracedLoaded))).toEqual([]);
});
