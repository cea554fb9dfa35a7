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

/** Whether this is `npm run flows`, which runs the tagged tests in more ways than npm test. */
const long = process.env.FLOWS === "long";

/**
 * Every test runs at desktop width with JavaScript. A test tagged @nojs also runs at phone width without JavaScript. A test tagged
 * @only-nojs runs only without JavaScript.
 *
 * Three tags are for `npm run flows` too, which runs each of them in every way they name. @either runs as @nojs there, and in npm test
 * without JavaScript alone: the forms of public and member pages are sent by the browser itself, and accessibility.spec.ts and
 * keyboard.spec.ts press the same buttons with JavaScript. @scripts runs as @nojs there, and in npm test with JavaScript alone: it is for
 * flows of staff whose kinds of forms other flows send without it. @widths also runs at phone width there, with JavaScript.
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
			grepInvert: long ? /@only-nojs/ : /@only-nojs|@either/,
			use: desktop,
			teardown: "html-checker",
		},
		...(long
			? [{ name: "phone", testIgnore: htmlChecker, grep: /@widths/, grepInvert: /@only-nojs/, use: phone }]
			: []),
		{
			name: "no-javascript",
			testIgnore: htmlChecker,
			grep: long ? /@nojs|@only-nojs|@either|@scripts/ : /@nojs|@only-nojs|@either/,
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
