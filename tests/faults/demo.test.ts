/**
 * npm run demo for a newcomer: in a folder whose parent is closed to others, killed during its first start, ended by
 * Ctrl-C and started again, as root and as an ordinary user. Uses the existing build.
 */
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sampleMembers, sampleStaff } from "@/db/demo/samples";
import { startCluster, superuser } from "@/db/embedded/cluster";
import { freePort } from "@/db/embedded/free-port";
import { copyProject, type Demo, forgetDemo, processesOf, startDemo } from "../support/demo-copy";
import { leftFolder, makeReachableFolder, removeReachableFolder } from "../support/reachable-folder";

const root = process.platform === "linux" && process.getuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };
const name = "faults-demo";
/** Creates a copy in its own closed folder of `home`, which only its owner may enter. */
const parts = { mine: path.join("mine", "site"), theirs: path.join("theirs", "site") };
let home: string;
let mine: string;

async function clear(folder: string): Promise<void> {
	for (const part of Object.values(parts)) await forgetDemo(path.join(folder, part));
	removeReachableFolder(name, folder);
}

beforeAll(async () => {
	const left = leftFolder(name);
	if (left) await clear(left);
	home = makeReachableFolder(name);
	mine = path.join(home, parts.mine);
	mkdirSync(path.dirname(mine), { mode: 0o700 });
	copyProject(mine);
});
afterAll(() => clear(home));

/** Connects to the running demo's database. */
async function connected(): Promise<pg.Client> {
	const cluster = await startCluster(path.join(mine, ".data", "demo", "postgres"));
	const client = new pg.Client({ connectionString: cluster.url(superuser, "selfcheck") });
	client.on("error", () => {});
	await client.connect();
	return client;
}

/** Returns the tables that the demo has imported, with the time of each. */
async function imports(): Promise<unknown[]> {
	const client = await connected();
	const { rows } = await client.query("select id, state, started_at, finished_at from dataset_version order by id");
	await client.end();
	return rows;
}

/** Resolves while the demo imports its people. */
async function whileImporting(demo: Demo): Promise<void> {
	await demo.says("Importing the invented people");
	const client = await connected();
	const importing = async () =>
		(await client.query("select from dataset_version where state = 'importing'")).rowCount ?? 0;
	await expect.poll(importing, { interval: 10, timeout: 30_000 }).toBe(1);
	await client.end();
}

/** Resolves while the web starts, which the demo waits for before it calls itself ready. */
async function rightBeforeReady(demo: Demo): Promise<void> {
	const log = path.join(mine, ".data", "demo", "web.log");
	const started = Date.now();
	await demo.says("Starting the web server and the worker.");
	const words = () => (existsSync(log) ? readFileSync(log, "utf8") : "");
	await expect.poll(words, { interval: 10, timeout: 30_000 }).toContain("SITE_URL starts with");
	expect(Date.now()).toBeGreaterThan(started);
}

/** Ends a demo as Ctrl-C does. */
async function interrupted(demo: Demo, folder: string): Promise<void> {
	await expect.poll(() => processesOf(folder).length, { timeout: 10_000 }).toBeGreaterThan(3);
	expect(await demo.end("SIGINT")).toBe(0);
	expect(demo.said()).toContain("Stopped. The data stays in .data; npm run demo goes on with it.");
	expect(processesOf(folder)).toEqual([]);
}

/** Where its first start is killed: in the middle of an import, and in npm run faults before and after it too. */
const points = process.env.FAULTS
	? [(demo: Demo) => demo.says("Bringing the database to this version's schema."), whileImporting, rightBeforeReady]
	: [whileImporting];

it(`after being killed ${points.length} times during its first start the demo starts at its port with all its people; Ctrl-C ends every process; the next start builds and imports nothing`, async () => {
	const port = await freePort();
	for (const point of points) {
		const demo = startDemo(mine, port);
		await point(demo);
		expect(await demo.end("SIGKILL")).toBe(null);
		expect(demo.said()).not.toContain("Ready");
	}

	const first = startDemo(mine, port);
	await first.says("Ctrl-C stops everything.");
	expect(first.said()).toContain(`http://localhost:${port}\n`);
	for (const { email } of [...sampleMembers, ...sampleStaff]) expect(first.said()).toContain(`\n  ${email} `);
	expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
	const imported = await imports();
	expect(imported.length).toBeGreaterThan(0);
	await interrupted(first, mine);

	const second = startDemo(mine, port);
	// Nothing is built or imported after these words. What follows them is the same as at the first start: npm run faults sees it too.
	await second.says(process.env.FAULTS ? "Ctrl-C stops everything." : "Starting the web server and the worker.");
	expect(second.said()).not.toContain("Building");
	expect(await imports()).toEqual(imported);
	await interrupted(second, mine);
}, 300_000);

it.skipIf(!root)(
	"an ordinary user starts it in a folder whose parent is closed to others",
	async () => {
		const port = await freePort();
		const theirs = path.join(home, parts.theirs);
		mkdirSync(path.dirname(theirs));
		copyProject(theirs, nobody);
		chmodSync(path.dirname(theirs), 0o700);
		chownSync(path.dirname(theirs), nobody.uid, nobody.gid);
		const demo = startDemo(theirs, port, nobody);
		await demo.says("Ctrl-C stops everything.");
		expect(statSync(path.join(theirs, ".data", "demo", "postgres", "data")).uid).toBe(nobody.uid);
		await interrupted(demo, theirs);
	},
	300_000,
);
