/**
 * The clocks of the web and of the worker go three hours ahead and three hours back, beside the database's. Codes, sessions, limits and kept
 * pages do what they do, and whoever looks after the site is told. Programs get a Date that is moved while they run.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "@/db/embedded/free-port";
import type { Site } from "@/lib/commands/demo/site";
import { closeDatabase } from "@/lib/database";
import { codeLimits } from "@/lib/identity/code-limits";
import { answerTitle } from "../support/answer-title";
import { affectedPerson } from "../support/demo-people";
import { doublePresses, type Press, signInPresser } from "../support/double-presses";
import { startFaultSite } from "../support/fault-site";
import { FormVisitor } from "../support/form-visitor";
import { mailAfter, mailsTo } from "../support/mailbox";
import { codeIn } from "../support/mailed-codes";
import { inSiteDatabase } from "../support/site-database";
import { trySite } from "../support/site-folder";

let site: Site & { folder: string; port: number };
let metrics: string;
let moved: { NODE_OPTIONS: string; MOVED_CLOCK: string };

beforeAll(async () => {
	const started = await startFaultSite("faults-clock");
	site = Object.assign(started, { port: Number(new URL(started.url).port) });
	trySite(site.folder);
	const file = path.join(site.folder, "clock");
	writeFileSync(file, "0");
	const hook = pathToFileURL(path.resolve("tests/support/moved-clock.mjs")).href;
	const clock = { NODE_OPTIONS: `--import=${hook}`, MOVED_CLOCK: file };
	const metricsPort = String(await freePort());
	await Promise.all([site.web.stop(), site.worker.stop()]);
	await site.startWeb("web-clock", { ...clock, PORT: String(site.port), METRICS_PORT: metricsPort });
	site.startWorker("worker-clock", clock);
	metrics = `http://127.0.0.1:${metricsPort}/metrics`;
	moved = clock;
}, 120_000);
afterAll(async () => {
	await closeDatabase();
	await site?.stop();
});

/** Moves the clocks of web and worker, and waits until the web says so. */
async function moveTo(hours: number): Promise<void> {
	writeFileSync(moved.MOVED_CLOCK, String(hours * 3_600_000));
	const apart = async () => /^selfcheck_clock_difference_seconds (\S+)/m.exec(await (await fetch(metrics)).text())?.[1];
	await expect.poll(async () => Math.round(Number(await apart()) / 600) / 6, { timeout: 10_000 }).toBe(Math.abs(hours));
}

/** Asks for a code with a browser of its own. */
async function asked(address: string): Promise<FormVisitor> {
	const visitor = new FormVisitor(site);
	await visitor.send("/sign-in", "sign-in askForCode", { email: address }, /\/code/);
	return visitor;
}
const enter = async (visitor: FormVisitor, address: string) =>
	visitor.send("/sign-in/code", "sign-in enterCode", { code: codeIn((await mailAfter(address, 0)).text) }, /\/check/);
const title = async (visitor: FormVisitor) => answerTitle((await visitor.browser.ask("/check")).text);
const affected = "Your records were in the affected data";

it.each([3, -3])(
	"clocks of web and worker %i hours from the database's change nothing, and are told of",
	async (hours) => {
		const of = (name: string) => `${name}.clock${hours}@example.org`;
		const affectedMember = affectedPerson(150 + hours).email;
		const member = await asked(affectedMember);
		await enter(member, affectedMember);
		expect(await title(member)).toBe(affected);
		const early = await asked(of("early"));
		await mailAfter(of("early"), 0);
		for (let at = 0; at < codeLimits.perNetwork.hour - 2; at++) await asked(of("often"));
		const publish = doublePresses["staff/updates publish"] as Press;
		const staff = new FormVisitor(site);
		const by = await signInPresser(staff, "staff", { name: `clock${hours}`, at: 0, run: "staff" });
		await moveTo(hours);

		await enter(early, of("early"));
		await enter(await asked(of("late")), of("late"));
		expect(await title(member)).toBe(affected);
		for (let at = 0; at < codeLimits.perNetwork.hour; at++) await asked(of("often"));
		await enter(await asked(of("last")), of("last"));
		expect(mailsTo(of("often")).length).toBe(codeLimits.perNetwork.hour);

		for (const round of ["one", "another"]) {
			const made = (await publish.prepare?.(by)) ?? {};
			const sent = await staff.fill("staff/updates publish", publish, made);
			expect((await staff.browser.tell(sent.to, sent.body)).location, round).toMatch(publish.leads);
			const { rows } = await inSiteDatabase("select slug from incident_update where id = $1", [made.update]);
			const updates = async () => (await (await fetch(`${site.url}/updates`)).text()).includes(`/${rows[0].slug}"`);
			await expect.poll(updates, { timeout: 20_000, interval: 500 }).toBe(true);
		}

		expect((await fetch(`${site.url}/readyz`)).status).toBe(200);
		const log = (name: string) => readFileSync(path.join(site.folder, `${name}.log`), "utf8");
		expect(log("web-clock")).toContain('"web.clock-differs"');
		await expect.poll(() => log("worker-clock"), { timeout: 20_000 }).toContain('"worker.clock-differs"');
		const doctor = spawnSync(
			process.execPath,
			["lib/commands/run-command.mjs", "doctor", "--resolver", "127.0.0.1:1"],
			{
				env: { ...site.environment.worker, ...site.environment.web, ...moved },
				encoding: "utf8",
			},
		);
		expect(doctor.stdout).toMatch(/^wrong +clock: 10\d{3}\.\d s from the database's/m);
		await moveTo(0);
		expect(await title(member)).toBe(affected);
	},
	240_000,
);
