// npm test: everything, from a bare clone with Node and npm alone. npm run check: the part of it for each edit (lint, types,
// house and domain tests, without those that start programs or measure time). Names each step, shows its output, and ends with one
// line of counts. Plain JavaScript, since nothing may be installed yet.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { checkNode, install, root } from "../lib/commands/install.mjs";

/** Without what needs a build and a browser. */
const quick = process.argv[2] === "check";

checkNode();
process.chdir(root);

const results = path.join("tests", "results");
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const env = { ...process.env, CI: "true", NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0" };
delete env.NODE_ENV;
// Tools keep caches in the home folder; a machine may give none.
const home = env.HOME ? undefined : mkdtempSync(path.join(os.tmpdir(), "home-"));
if (home) env.HOME = home;

const counts = { passed: 0, failed: 0, skipped: 0 };
const started = Date.now();
const since = (at) => `${((Date.now() - at) / 1000).toFixed(1)} s`;

const running = new Set();
for (const signal of ["SIGINT", "SIGTERM"])
	process.on(signal, () => {
		for (const child of running) child.kill(signal);
	});

/** Runs a program of node_modules; out: whether it ended well. With `says`, its output goes there instead of the terminal. */
function program(words, says) {
	return new Promise((resolve) => {
		const output = says ? "pipe" : "inherit";
		const child = spawn(process.execPath, words, { env, stdio: ["ignore", output, output] });
		const ended = (good) => {
			running.delete(child);
			resolve(good);
		};
		running.add(child);
		for (const stream of [child.stdout, child.stderr]) stream?.on("data", says);
		child.once("error", () => ended(false));
		child.once("close", (code) => ended(code === 0));
	});
}

/**
 * One step. `count` reads what it counted; a step that counts nothing, or fails in spite of its count, counts as one. A step `beside`
 * another shows its output once it has ended.
 */
async function step(what, runs, count, beside = false) {
	const output = [];
	if (!beside) console.log(`\n— ${what}`);
	const at = Date.now();
	let good = true;
	for (const words of runs) good = good && (await program(words, beside && ((data) => output.push(data))));
	if (beside) console.log(`\n— ${what}\n${Buffer.concat(output)}`);
	let counted = { passed: 0, failed: 0, skipped: 0 };
	try {
		counted = count?.() ?? { ...counted, passed: good ? 1 : 0 };
	} catch {
		good = false; // it ended before it could write its results
	}
	if (!good && counted.failed === 0) counted.failed = 1;
	for (const name of Object.keys(counts)) counts[name] += counted[name];
	console.log(`  ${good ? "done" : "FAILED"} after ${since(at)}`);
	return good;
}

const readJson = (file) => JSON.parse(readFileSync(path.join(results, file), "utf8"));

function vitestCounts(file) {
	const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = readJson(file);
	for (const { name, status, message, assertionResults } of testResults) {
		if (status === "failed" && assertionResults.length === 0) addFailure(path.relative(root, name), message);
		for (const test of assertionResults)
			if (test.status === "failed")
				addFailure(`${path.relative(root, name)}: ${test.fullName}`, test.failureMessages[0]);
	}
	// A file that does not load has no tests, and yet it has failed.
	const unloaded = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
	return { passed: numPassedTests, failed: numFailedTests + unloaded, skipped: numPendingTests + numTodoTests };
}

const notRun = new Set();
/** What failed, with the first lines of why. */
const failures = [];

/** Keeps the first lines of an error, without the colours a terminal would show. */
function addFailure(title, message = "") {
	const lines = stripVTControlCharacters(message).split("\n");
	failures.push([title, ...lines.slice(0, 25).map((line) => `    ${line.slice(0, 400)}`)].join("\n"));
}

/** Keeps the reasons for which the tests of a suite were skipped, and what failed in it. */
function readSuite({ suites = [], specs = [] }) {
	for (const suite of suites) readSuite(suite);
	for (const { title, file, tests } of specs)
		for (const { annotations, status, results, projectName } of tests) {
			for (const { type, description } of annotations) if (type === "skip" && description) notRun.add(description);
			if (status === "unexpected") addFailure(`${file} (${projectName}): ${title}`, results.at(-1)?.error?.message);
		}
}

function playwrightCounts() {
	const { stats, errors, suites } = readJson("playwright.json");
	for (const suite of suites) readSuite(suite);
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + (stats.unexpected ? 0 : errors.length),
		skipped: stats.skipped,
	};
}

const bin = (name, file) => path.join("node_modules", name, file);

await install((sentence) => console.log(sentence));
await step("Lint (biome check)", [[bin("@biomejs/biome", "bin/biome"), "check", "."]]);
const types = (beside) =>
	step(
		"Types (next typegen, tsc)",
		[
			[bin("next", "dist/bin/next"), "typegen"],
			[bin("typescript", "bin/tsc"), "--noEmit", "--incremental", "false"],
		],
		undefined,
		beside,
	);
/** Some of vitest's projects, counted. */
const vitest = (what, projects, beside = false) =>
	step(
		what,
		[
			[
				bin("vitest", "vitest.mjs"),
				...["run", "--reporter=default", "--reporter=json", `--outputFile.json=${results}/${projects[0]}.json`],
				...projects.flatMap((project) => ["--project", project]),
			],
		],
		() => vitestCounts(`${projects[0]}.json`),
		beside,
	);
const forEachEdit = ["domain", "alone", "functions", "house"];

/** The compiler uses one processor, so the tests run beside it. */
async function testForEdit() {
	const typed = types(true);
	await vitest("Domain and house tests (vitest, real PostgreSQL)", forEachEdit);
	await typed;
}

async function testAll() {
	await types(false);
	const built = await step("Build", [["--import", "tsx", "lib/commands/demo/build-now.ts"]]);
	const ofTheBuild = built
		? vitest("Odd requests, every action and every page of the built site", ["attacks"], true)
		: undefined;
	await vitest("Domain, house, security and fault tests (vitest, real PostgreSQL)", [
		...forEachEdit,
		"programs",
		"security",
		...(built ? ["faults"] : []),
	]);
	if (!built) {
		console.log("\n— The built site's faults and the built site in a browser: not run, as there is no build");
		return;
	}
	await ofTheBuild;
	// Alone, because they measure.
	await vitest("Floods, codes under load and the time of sign-ins (the short form of npm run security)", [
		"floods",
		"timing",
	]);
	await step(
		"The built site in a browser (Playwright, axe)",
		[[bin("@playwright/test", "cli.js"), "test"]],
		playwrightCounts,
	);
}
await (quick ? testForEdit() : testAll());

if (home) rmSync(home, { recursive: true, force: true });
console.log(`\nAll of it took ${since(started)}.`);
for (const failure of failures) console.log(`FAILED: ${failure}`);
for (const reason of notRun) console.log(`NOT CHECKED: ${reason}`);
if (counts.skipped) console.log(`${counts.skipped} skipped`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed ? 1 : 0);
