/** Finds or brings a Chromium, on machines where Playwright's own download is not allowed too. */
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

/** What stays the same whichever browser it is: nothing asks the internet for anything. */
const args = [
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--no-first-run",
	...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * Chromium sets these two itself, beside threads that read the environment, and where they are new the C library moves the
 * whole environment from under them, so that now and then a start crashed (in getenv). What is there already it changes in place.
 */
const environment = {
	...(process.env as Record<string, string> & NodeJS.ProcessEnv),
	DBUS_SESSION_BUS_ADDRESS: "disabled:",
	FC_FONTATIONS: "1",
};

/** Whether a browser starts here: it may stand there and lack a library. */
function runs(executablePath: string, env: NodeJS.ProcessEnv = environment): boolean {
	return spawnSync(executablePath, [...args, "--version"], { env, timeout: 20_000 }).status === 0;
}

/** The headless Chromium of an npm package, unpacked with the libraries it needs under .data once. */
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
		// The package unpacks into the folder for temporary files, and its libraries where it takes this for AWS Lambda.
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
 * How to launch a browser here. In order: CHROMIUM_PATH, Playwright's own, the machine's Chromium or Chrome, the one of an
 * npm package, a download by Playwright. Throws with a sentence where none starts.
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
