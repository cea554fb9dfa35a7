// Finds or installs a Chromium, also on machines that forbid Playwright's download.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { chromium, type LaunchOptions } from "@playwright/test";

const installed = [
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
];

/**
 * Features of Chromium that are off. RenderDocument makes a new process-side document for each page, which takes a third of a page's
 * processor time. The others are those that Playwright switches off, since its list no longer counts beside a second one.
 */
const featuresOff = [
	"RenderDocument",
	"AvoidUnnecessaryBeforeUnloadCheckSync",
	"DestroyProfileOnBrowserClose",
	"HttpsUpgrades",
	"HttpsFirstBalancedModeAutoEnable",
	"MediaRouter",
	"PaintHolding",
	"ThirdPartyStoragePartitioning",
	"AvoidCorsURLLoaderRestartOnRedirect",
	"OptimizationHints",
	"NetworkTimeServiceQuerying",
	"AimEnabled",
	"PreconnectToSearch",
];

/** Arguments for every browser. They stop Chromium's own requests to the internet. */
const args = [
	`--disable-features=${featuresOff.join(",")}`,
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--no-first-run",
	...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * Sets two variables that Chromium otherwise sets while its threads read the environment. A new variable makes the C library
 * move the environment, so Chromium sometimes crashed at start (in getenv). An existing variable is changed in place.
 */
const environment = {
	...(process.env as Record<string, string> & NodeJS.ProcessEnv),
	DBUS_SESSION_BUS_ADDRESS: "disabled:",
	FC_FONTATIONS: "1",
};

/** Whether a browser starts here. An installed one may lack a library. */
function runs(executablePath: string, env: NodeJS.ProcessEnv = environment): boolean {
	return spawnSync(executablePath, [...args, "--version"], { env, timeout: 20_000 }).status === 0;
}

/** Returns the headless Chromium of an npm package, unpacked once under .data with its libraries. */
async function fromPackage(): Promise<LaunchOptions | undefined> {
	if (process.platform !== "linux" || process.arch !== "x64") return undefined;
	const manifest = createRequire(import.meta.url)
		.resolve("@sparticuz/chromium")
		.replace(/\/build\/.*$/, "/package.json");
	const { version } = JSON.parse(readFileSync(manifest, "utf8"));
	const folder = path.resolve(".data", "browser", `chromium-${version}`);
	if (!existsSync(folder)) {
		for (const left of existsSync(path.dirname(folder)) ? readdirSync(path.dirname(folder)) : [])
			if (left.startsWith("partial-")) rmSync(path.join(path.dirname(folder), left), { recursive: true, force: true });
		const partial = path.join(path.dirname(folder), `partial-${process.pid}`);
		mkdirSync(partial, { recursive: true });
		// The package unpacks into the temporary folder. It unpacks its libraries only if it detects AWS Lambda.
		const { TMPDIR } = process.env;
		Object.assign(process.env, { AWS_LAMBDA_JS_RUNTIME: "nodejs22.x", TMPDIR: partial });
		try {
			const { default: packed } = await import("@sparticuz/chromium");
			await packed.executablePath();
		} finally {
			if (TMPDIR === undefined) delete process.env.TMPDIR;
			else process.env.TMPDIR = TMPDIR;
		}
		const fonts = path.join(partial, "fonts", "fonts.conf");
		writeFileSync(fonts, readFileSync(fonts, "utf8").replaceAll("/tmp/fonts", path.join(folder, "fonts")));
		renameSync(partial, folder);
	}
	const executablePath = path.join(folder, "chromium");
	const env = {
		...environment,
		LD_LIBRARY_PATH: path.join(folder, "al2023", "lib"),
		FONTCONFIG_PATH: path.join(folder, "fonts"),
		HOME: os.tmpdir(),
	};
	return runs(executablePath, env) ? { executablePath, env } : undefined;
}

/**
 * Returns how to launch a browser. Tries CHROMIUM_PATH, Playwright's browser, the machine's Chromium or Chrome, the one of an
 * npm package, and a download by Playwright. Throws an error with one sentence if none starts.
 */
export async function browser(): Promise<LaunchOptions> {
	const { CHROMIUM_PATH } = process.env;
	if (CHROMIUM_PATH) {
		if (!runs(CHROMIUM_PATH)) throw new Error(`CHROMIUM_PATH is ${CHROMIUM_PATH}, which does not start.`);
		return { args, env: environment, executablePath: CHROMIUM_PATH };
	}
	if (existsSync(chromium.executablePath())) return { args, env: environment };
	const found = installed.find((file) => existsSync(file) && runs(file));
	if (found) return { args, env: environment, executablePath: found };
	const packed = await fromPackage();
	if (packed) return { args, ...packed };
	try {
		execFileSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
			stdio: "inherit",
		});
	} catch {
		throw new Error(
			"There is no browser that starts here and none could be downloaded: install Chromium or Chrome, or set CHROMIUM_PATH to one.",
		);
	}
	return { args, env: environment };
}
