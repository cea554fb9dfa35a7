/** What a web process draws before anybody asks for it. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepWarm } from "@/app/_server/cache-warmer";
import { connectAs } from "../support/roles";

// A build of these tests' own, whose folder says what has been drawn.
const build = vi.hoisted(() => {
	process.env.NEXT_DIST_DIR = `.data/drawn-${process.pid}`;
	return process.env.NEXT_DIST_DIR;
});
const note = path.join(build, "drawn-pages.json");

beforeEach(() => {
	mkdirSync(build, { recursive: true });
	writeFileSync(path.join(build, "BUILD_ID"), "first");
});
afterEach(() => rmSync(build, { recursive: true, force: true }));

it("a page that could not be drawn is asked for again until it could, and the others are not", async () => {
	const asked = new Map<string, number>();
	const server = createServer((request, response) => {
		const page = request.url ?? "";
		asked.set(page, (asked.get(page) ?? 0) + 1);
		const fails = page === "/cy/guidance" && asked.get(page) === 1;
		response.writeHead(fails ? 503 : 200).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	void keepWarm(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	try {
		await expect.poll(() => asked.get("/cy/guidance"), { timeout: 30_000 }).toBe(2);
		expect(asked.size).toBeGreaterThan(20);
		expect([...asked].filter(([, times]) => times > 1).map(([page]) => page)).toEqual(["/cy/guidance"]);
	} finally {
		server.close();
	}
});

it("a message that goes out is drawn, with the list of all and the one that it corrects, before anybody asks for it", async () => {
	const owner = connectAs("owner");
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(request.url ?? "");
		response.writeHead(200).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	void keepWarm(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	const add = (id: string, reference: string, corrects: string | null) =>
		owner.query(
			`insert into message (id, reference, kind, corrects_id, subject_en, body_en, audience, state, created_by, sent, prepared_by, prepared_at, started_at)
			values ($1, $2, case when $3::text is null then 'update' else 'correction' end, $3, 'Words', 'Words', '{"cohorts": []}', 'sending', 'stf_x', '{"en": {}}', 'stf_x', now(), now())`,
			[id, reference, corrects],
		);
	try {
		await expect.poll(() => asked.includes("/verify/messages"), { timeout: 30_000 }).toBe(true);
		asked.length = 0;
		await add("mes_one", "MP-7Q4K-3D9T", null);
		await expect.poll(() => asked.includes("/cy/verify/messages/MP-7Q4K-3D9T"), { timeout: 30_000 }).toBe(true);
		expect(asked).toContain("/verify/messages");
		expect(asked, "what shows no message stays as it is").not.toContain("/updates");
		asked.length = 0;
		await add("mes_two", "MP-7Q4K-3D9U", "mes_one");
		await expect.poll(() => asked.includes("/verify/messages/MP-7Q4K-3D9U"), { timeout: 30_000 }).toBe(true);
		await expect.poll(() => asked.includes("/verify/messages/MP-7Q4K-3D9T"), { timeout: 30_000 }).toBe(true);
	} finally {
		await owner.query("delete from message where id in ('mes_two', 'mes_one')");
		server.close();
	}
});

it("a process that starts draws what no earlier one has: nothing, all after another build or a page that failed, and what was published since", async () => {
	const owner = connectAs("owner");
	let fails = "/contact";
	const servers: Server[] = [];
	/** What a process that starts asks for, up to a page that it is known to ask for. */
	const drawn = async (last: string) => {
		const asked: string[] = [];
		const server = createServer((request, response) => {
			asked.push(request.url ?? "");
			response.writeHead(request.url === fails ? 503 : 200).end();
		});
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		void keepWarm(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		await expect.poll(() => asked.includes(last), { timeout: 30_000 }).toBe(true);
		return asked;
	};
	try {
		await drawn("/cy/verify/fakes");
		expect(existsSync(note), "a page has failed").toBe(false);
		fails = "";
		await expect.poll(() => existsSync(note), { timeout: 30_000 }).toBe(true);
		await owner.query(
			`insert into message (id, reference, kind, subject_en, body_en, audience, state, created_by, sent, prepared_by, prepared_at, started_at)
			values ('mes_three', 'MP-7Q4K-3D9V', 'update', 'Words', 'Words', '{"cohorts": []}', 'sending', 'stf_x', '{"en": {}}', 'stf_x', now(), now())`,
		);
		expect(await drawn("/cy/verify/messages/MP-7Q4K-3D9V")).not.toContain("/updates");
		writeFileSync(path.join(build, "BUILD_ID"), "second");
		expect(await drawn("/cy/contact")).toContain("/cy/verify/messages/MP-7Q4K-3D9V");
	} finally {
		await owner.query("delete from message where id = 'mes_three'");
		for (const server of servers) server.close();
	}
});
