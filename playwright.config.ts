import { defineConfig } from "@playwright/test";
import { freePort } from "./db/embedded/free-port";
import { browser } from "./tests/support/browser";

// Read again in every test process: what is found out once is handed down through the environment.
process.env.E2E_RUNNER ??= String(process.pid);
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_BROWSER ??= JSON.stringify(await browser());
const baseURL = `http://localhost:${process.env.E2E_PORT}`;

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };

/** Looks at what the tests of accessibility.spec.ts have kept, so after them. */
const htmlChecker = "**/html-checker.spec.ts";

/**
 * Every test runs on a desktop's width with JavaScript. One tagged @phone runs on a phone's width too, one tagged @nojs also
 * without JavaScript, on a phone's width. A test about JavaScript being off alone is tagged @only-nojs.
 */
export default defineConfig({
	testDir: "tests/e2e",
	outputDir: "tests/results/playwright",
	forbidOnly: true,
	retries: 0,
	workers: 2,
	timeout: 60_000,
	expect: { timeout: 15_000 },
	reporter: [["line"], ["json", { outputFile: "tests/results/playwright.json" }]],
	use: {
		baseURL,
		locale: "en-GB",
		timezoneId: "Europe/London",
		launchOptions: JSON.parse(process.env.E2E_BROWSER),
		screenshot: "only-on-failure",
		// Recording each test costs a quarter of the processor's time. For one file: npx playwright test FILE --trace on.
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
