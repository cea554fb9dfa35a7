/**
 * Every route of the build's manifest, asked by each role in each way, also from a web server whose build has no proxy.ts:
 * what may be read is decided by the pages. `npm run security` asks in every way with every method.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, inject, it } from "vitest";
import { sampleMembers, sampleStaff } from "@/db/demo/samples";
import type { Permission } from "@/lib/authority";
import { permissionsOf } from "@/lib/identity/roles";
import { type Route, routes } from "../house/routes";
import { signInAndCheck } from "../support/http-journey";
import { type RawAnswer, sendRaw } from "../support/raw-request";

const site = { ...inject("site"), portWithoutProxy: inject("portWithoutProxy") };
const long = process.env.SECURITY === "long";

type Who = { name: string; cookie: string; kind: "nobody" | "member" | "staff"; permissions: readonly Permission[] };
const people: Who[] = [
	{ name: "nobody", cookie: "", kind: "nobody", permissions: [] },
	{
		name: "somebody with invented sessions",
		cookie: `member=${"a".repeat(43)}; staff=${"b".repeat(43)}`,
		kind: "nobody",
		permissions: [],
	},
];

/** The ways in which a browser asks for a page: as a document, by a link of Next's router, and before a link is followed. */
const ways: Record<string, string[]> = {
	"as a document": [],
	"as data": ["RSC: 1", "Next-Url: /"],
	"as a prefetch": ["RSC: 1", "Next-Router-Prefetch: 1"],
	"as a segment": ["RSC: 1", "Next-Router-Prefetch: 1", "Next-Router-Segment-Prefetch: /_tree"],
	"past the proxy": [
		"x-middleware-subrequest: middleware:middleware:middleware:middleware:middleware",
		"x-middleware-next: 1",
	],
};

/** Routes of members and staff that anybody may ask for: they sign in and out. */
const open = /\/sign-(in|out)|^\/exit$/;
const personal = routes.filter(
	({ audience, path, methods = "GET" }) =>
		/member|staff/.test(audience) && methods.startsWith("GET") && !open.test(path),
);

/** The permission that a route of staff asks for, as its file says. */
function permissionOf({ path: address }: Route): Permission | undefined {
	const file = ["page.tsx", "route.ts"].map((name) => path.join("app", address, name)).find(existsSync);
	return /requireStaff\("([^"]+)"/.exec(readFileSync(file ?? "", "utf8"))?.[1] as Permission | undefined;
}

function mayRead({ kind, permissions }: Who, route: Route): boolean {
	if (route.audience === "member") return kind === "member";
	const permission = permissionOf(route);
	return kind === "staff" && permission !== undefined && permissions.includes(permission);
}

beforeAll(async () => {
	const [member] = sampleMembers;
	people.push({ name: "a member", cookie: await signInAndCheck(site, member.email), kind: "member", permissions: [] });
	for (const { email, roles } of sampleStaff) {
		const cookie = await signInAndCheck(site, email, undefined, "/staff/sign-in");
		people.push({ name: roles.join(), cookie, kind: "staff", permissions: permissionsOf(roles) });
	}
}, 120_000);

function ask(port: number, method: string, address: string, who: Who, headers: string[]): Promise<RawAnswer> {
	const own = method === "POST" ? [`Origin: ${site.url}`, "Content-Length: 0"] : [];
	const lines = [
		`${method} ${address} HTTP/1.1`,
		"Host: localhost",
		`Cookie: ${who.cookie}`,
		"Connection: close",
		...own,
	];
	return sendRaw(port, [`${[...lines, ...headers].join("\r\n")}\r\n\r\n`], { withinMs: 30_000 });
}

/** What only a page for members or staff shows: a sample member's address, and a heading of the staff's pages. */
const shown = /affected\.member@|ffected member|Pat Publisher|Dana Data-Lead|Addie Admin/;

/** What is wrong with an answer to somebody who may not read the page; undefined if nothing is. */
function refusalFault({ status, text }: RawAnswer): string | undefined {
	// 503 where the machine is too busy for the database to answer in time.
	if (![303, 307, 401, 404, 405, 503].includes(status ?? 0) && !/NEXT_(REDIRECT|HTTP_ERROR_FALLBACK;404)/.test(text))
		return `answered ${status}`;
	return shown.test(text) ? "shows what is not theirs" : undefined;
}

it("the build has no page or route handler that the list of routes does not name", () => {
	const manifest = path.join(site.folder, "next", "app-path-routes-manifest.json");
	const built = Object.values(JSON.parse(readFileSync(manifest, "utf8")) as Record<string, string>)
		.map((route) => route.replace(/^\/\[locale\]/, "") || "/")
		.filter((route) => !route.startsWith("/_"));
	const named = new Set(routes.map(({ path }) => path));
	expect([...new Set(built)].filter((route) => !named.has(route))).toEqual([]);
});

it.each(["port", "portWithoutProxy"] as const)(
	"nobody reads a page of members or staff without the right to it (%s)",
	async (which) => {
		const faults: string[] = [];
		let read = 0;
		const others = ["POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"];
		// The short form asks each with GET and one of the others, in turn.
		const methodsAt = (at: number) => ["GET", ...(long ? others : [others[at % others.length] as string])];
		const asked = personal.flatMap((route) =>
			people.flatMap((who, person) =>
				Object.entries(ways)
					// The short form takes one way for every other pair of role and route, in turn.
					.filter(
						(_, way) =>
							long ||
							((way + person * 2 + personal.indexOf(route)) % 5 === 0 && (person + personal.indexOf(route)) % 2 === 0),
					)
					.flatMap(([way, headers]) =>
						methodsAt(person + personal.indexOf(route)).map((method) => ({ route, who, way, headers, method })),
					),
			),
		);
		const queue = asked.values();
		await Promise.all(
			Array.from({ length: 6 }, async () => {
				for (const { route, who, way, headers, method } of queue) {
					const address = route.example ?? route.path;
					const answer = await ask(site[which], method, address, who, headers);
					if (mayRead(who, route)) {
						if (method === "GET" && answer.status === 200) read++;
						continue;
					}
					const fault = refusalFault(answer);
					if (fault) faults.push(`${method} ${address} by ${who.name} ${way}: ${fault}`);
				}
			}),
		);
		expect(faults).toEqual([]);
		expect(new Set(asked.map(({ method }) => method)).size).toBe(8);
		// Those who may read are answered, so the others were refused for want of the right.
		expect(read).toBeGreaterThan(3);
	},
	long ? 900_000 : 180_000,
);
