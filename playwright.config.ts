import { defineConfig } from "@playwright/test";
import { freePort } from "./db/embedded/free-port";
import { browser } from "./tests/support/browser";

// Every test process reads this file again, so the first passes its values on in environment variables.
process.env.E2E_RUNNER ??= String(process.pid);
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_BROWSER ??= JSON.stringify(await browser());
const baseURL = `http://localhost:${process.env.E2E_PORT}`;

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };

/** Checks the pages that accessibility.spec.ts has saved, so it runs afterwards. */
const htmlChecker = "**/html-checker.spec.ts";

/**
 * Every test runs at desktop width with JavaScript. A test tagged @phone also runs at phone width. A test tagged @nojs also runs
 * at phone width without JavaScript. A test tagged @only-nojs runs only without JavaScript.
 */
export default defineConfig({
	testDir: "tests/e2e",
	outputDir: "tests/results/playwright",
	forbidOnly: true,
	retries: 0,
	workers: 3,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	reporter: [["line"], ["json", { outputFile: "tests/results/playwright.json" }]],
	use: {
		baseURL,
		locale: "en-GB",
		timezoneId: "Europe/London",
		launchOptions: JSON.parse(process.env.E2E_BROWSER),
		screenshot: "only-on-failure",
		// Off, because recording every test takes a quarter of the processor's time. For one file: npx playwright test FILE --trace on.
		trace: "off",
	},
	projects: [
		{
			name: "desktop",
			testIgnore: htmlChecker,
			grepInvert: /@only-nojs/,
			use: desktop,
			teardown: "html-checker",
		},
		{ name: "phone", testIgnore: htmlChecker, grep: /@phone/, grepInvert: /@only-nojs/, use: phone },
		{
			name: "no-javascript",
			testIgnore: htmlChecker,
			grep: /@nojs|@only-nojs/,
			use: { ...phone, javaScriptEnabled: false },
		},
		{ name: "html-checker", testMatch: htmlChecker },
	],
	webServer: {
		command: `${JSON.stringify(process.execPath)} --import tsx tests/support/site.ts`,
		url: `${baseURL}/readyz`,
		timeout: 300_000,
		stdout: "pipe",
		stderr: "pipe",
		gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
	},
});
