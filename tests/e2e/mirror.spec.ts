/** The mirror: what npm run mirror writes of the running site, as a host of files serves it. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { test as base } from "@playwright/test";
import { href, locales } from "@/lib/i18n";
import { routes } from "../house/routes";
import { axe, expect } from "../support/page";

const run = promisify(execFile);
const parent = mkdtempSync(path.join(tmpdir(), "mirror-"));
const folder = path.join(parent, "mirror");

function makeMirror(siteUrl: string, where = folder, from = siteUrl) {
	const env = { ...process.env, SITE_URL: siteUrl, ORGANISATION_FILE: path.resolve("db/demo/organisation.json") };
	return run(process.execPath, ["lib/commands/run-command.mjs", "mirror", where, "--from", from], { env });
}
const filesOf = (where: string) =>
	readdirSync(where, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(where, path.join(entry.parentPath, entry.name)));
const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

const types: Record<string, string> = { ".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml" };

/** A host of files: no setting but the folder. */
function serveFiles(): Promise<Server> {
	const server = createServer((request, response) => {
		const file = path.join(folder, new URL(request.url ?? "/", "http://host").pathname);
		const found = [file, path.join(file, "index.html")].find((one) => existsSync(one) && path.extname(one));
		if (!found) return void response.writeHead(404, { "Content-Type": "text/html" }).end(read("404.html"));
		response.setHeader("Content-Type", types[path.extname(found)] ?? "application/octet-stream");
		response.end(readFileSync(found));
	});
	return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Playwright's own test: the one of tests/support/page.ts expects pages of the site alone. */
const test = base;
test.describe.configure({ mode: "serial" });
test.beforeAll(async ({ baseURL }) => void (await makeMirror(baseURL as string)));
test.afterAll(() => rmSync(parent, { recursive: true }));

test("every public page is there in both languages, with its feeds, styles and fonts, and no page of a person", () => {
	// Without a code that waits there is nothing to type there. The demo has one page of updates and no message.
	const absent = [
		"/follow/code",
		"/updates/page/[page]",
		"/verify/messages/[reference]",
		"/verify/messages/page/[page]",
	];
	for (const { path: route, audience, example = route } of routes.filter(({ path }) => !absent.includes(path)))
		for (const locale of locales) {
			const name = path.join(href(locale, example), "index.html");
			const there = existsSync(path.join(folder, name));
			expect({ name, there }).toEqual({ name, there: audience === "public" });
		}
	for (const prefix of ["", "cy/"])
		for (const feed of ["updates", "incidents/may-2020-fundraising-supplier"])
			for (const ending of ["xml", "rss", "json"])
				expect(read(`${prefix}feeds/${feed}.${ending}`).length).toBeGreaterThan(500);
	const files = filesOf(folder);
	for (const name of [
		"site.css",
		"theme.css",
		"enhance.js",
		".well-known/security.txt",
		"404.html",
		"503.html",
		"cy/503.html",
	])
		expect(files).toContain(name);
	expect(files.filter((name) => name.endsWith(".woff2")).length).toBeGreaterThan(0);
	expect(files.filter((name) => /staff|check|plan|sign-in|preferences|dev\//.test(name))).toEqual([]);
});

test("links lead to files that are there or to the site itself, and nothing waits for a script or a form", ({
	baseURL,
}) => {
	const files = new Set(filesOf(folder));
	const faults: string[] = [];
	for (const name of files) {
		if (!name.endsWith(".html")) continue;
		const html = read(name);
		for (const [, link = ""] of html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
			const [target = ""] = link.split(/[?#]/);
			const isThere = files.has(target.slice(1)) || files.has(path.join(target, "index.html").slice(1));
			if (link.startsWith("/") && !isThere && !files.has(path.join(target, "index.html")))
				faults.push(`${name}: ${link}`);
			if (!/^(\/|#|https?:|mailto:|tel:|sms:)/.test(link)) faults.push(`${name}: ${link}`);
		}
		const script = /<script(?![^>]* src="\/enhance\.js")/.exec(html)?.[0];
		const form = [...html.matchAll(/<form[^>]*>/g)].find(
			([form]) => !/method="get" action="https:\/\/www\.example\.org\/"/.test(form),
		);
		const button = html.replace(/<form.*?<\/form>/gs, "").match(/<(button|input|textarea|select)[^>]*>/)?.[0];
		for (const found of [script, form?.[0], button]) if (found) faults.push(`${name}: ${found}`);
		if (!/http-equiv="Content-Security-Policy" content="default-src 'none'/.test(html))
			faults.push(`${name}: no policy`);
		if (!/\/?(404|503)\.html$/.test(name) && !html.includes(`<a href="${baseURL}`))
			faults.push(`${name}: no way to the site`);
	}
	expect(faults).toEqual([]);
	expect(read("follow/index.html")).toContain(
		`This form only works on our site. If it does not work, try again later: <a href="${baseURL}/follow">`,
	);
	expect(read("index.html")).toContain(`href="${baseURL}/sign-in"`);
	expect(read("cy/index.html")).toContain("Copi o’n tudalennau yw hwn");
});

test("a page of the mirror shows its styles and fonts, says that it is a copy, and is accessible, on a wide screen and on a phone", async ({
	page,
}) => {
	const server = await serveFiles();
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const faults: string[] = [];
	page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
	page.on("requestfailed", (request) => void faults.push(request.url()));
	try {
		for (const address of ["/", "/cy", "/guidance/safety", "/follow", "/verify/sender"]) {
			await page.goto(origin + address, { waitUntil: "networkidle" });
			await expect(page.getByText(/This is a copy of our pages|Copi o’n tudalennau/)).toBeVisible();
			expect(await page.evaluate(() => document.fonts.check('1em "Atkinson Hyperlegible Next Variable"'))).toBe(true);
			for (const width of [1280, 390]) {
				await page.setViewportSize({ width, height: 844 });
				expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
				await axe(page);
			}
		}
		await page.goto(`${origin}/follow`);
		await page.getByRole("link", { name: "Cymraeg" }).click();
		await expect(page.getByText("Ni allwch fewngofnodi")).toBeVisible();
		expect(new URL(page.url()).pathname).toBe("/cy/follow");
		expect(faults).toEqual([]);
	} finally {
		server.closeAllConnections();
		server.close();
	}
});

test("it is made again in one step, and stays as it was when the site fails or the folder is somebody's own", async ({
	baseURL,
}) => {
	// Other tests publish updates and messages meanwhile. Every other page must be there again.
	const lasting = filesOf(folder).filter((name) => !/updates|messages/.test(name));
	const { stdout } = await makeMirror(baseURL as string);
	const before = filesOf(folder).sort();
	expect(stdout).toContain(`${before.length} files`);
	expect(before).toEqual(expect.arrayContaining(lasting));
	const dead = createServer((_, response) => response.writeHead(503).end());
	await new Promise<void>((resolve) => dead.listen(0, "127.0.0.1", resolve));
	const away = `http://127.0.0.1:${(dead.address() as AddressInfo).port}`;
	await expect(makeMirror(baseURL as string, folder, away)).rejects.toMatchObject({
		code: 1,
		stderr: expect.stringContaining("answered 503: nothing was written."),
	});
	dead.close();
	await expect(makeMirror(baseURL as string, folder, away)).rejects.toMatchObject({
		stderr: expect.stringContaining("does not answer"),
	});
	expect(filesOf(folder).sort()).toEqual(before);
	const own = path.join(parent, "own");
	await run("mkdir", [own]);
	writeFileSync(path.join(own, "letter.txt"), "mine");
	await expect(makeMirror(baseURL as string, own)).rejects.toMatchObject({
		code: 1,
		stderr: expect.stringContaining("no mirror's"),
	});
	// Where the mirror before is moved to for a moment, somebody's own files stay too.
	const beside = `${folder}.before`;
	await run("mkdir", [beside]);
	writeFileSync(path.join(beside, "letter.txt"), "mine");
	await expect(makeMirror(baseURL as string, folder)).rejects.toMatchObject({
		code: 1,
		stderr: expect.stringContaining("no mirror's"),
	});
	expect(readdirSync(beside)).toEqual(["letter.txt"]);
	expect(readdirSync(parent).sort()).toEqual(["mirror", "mirror.before", "own"]);
});
