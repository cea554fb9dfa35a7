// Shared by the browser tests: `test`, whose page fails on violations of its policy, and `axe`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, test as base, type CDPSession, expect, type Locator, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The English labels of the fields and buttons of sign-in, for every test that uses them. */
export const signInWords = {
	address: "Email address",
	workAddress: "Work email address",
	sendCode: "Email me a code",
	code: "Code from our email",
	enter: "Continue",
	leave: "Sign out",
} as const;

/** Returns the two words that a code page shows and its mail's subject ends with. The page's other bold text is an address. */
export const mailWords = async (page: Page) =>
	(await page
		.locator("main b")
		.filter({ hasText: /^\w+ \w+$/ })
		.textContent()) as string;

/** Whether React has taken over an element. A field that is filled while it does so may keep its old text behind the new one. */
export const isHydrated = (element: Locator): Promise<boolean> =>
	element.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__react")));

/** Playwright's `test`. Fails if the page requests anything from another site or violates its security policy. */
export const test = base.extend<{ quiet: undefined }>({
	quiet: [
		async ({ page, baseURL }, use) => {
			const faults: string[] = [];
			page.on("console", (message) => {
				if (/Content.Security.Policy|violates the following/i.test(message.text())) faults.push(message.text());
			});
			page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
			page.on("request", (request) => {
				const { origin, protocol } = new URL(request.url());
				if (protocol.startsWith("http") && origin !== baseURL) faults.push(`asked ${origin}`);
			});
			await use(undefined);
			expect(faults).toEqual([]);
		},
		{ auto: true },
	],
});

export { expect };

/** Opens the same page with scripts enabled but without the page's scripts, because axe needs scripts. */
async function twinWithScripts(page: Page): Promise<Page> {
	const context = await (page.context().browser() as Browser).newContext({
		viewport: page.viewportSize(),
		javaScriptEnabled: true,
		// Makes the page scroll at once.
		reducedMotion: "reduce",
	});
	const twin = await context.newPage();
	const body = (await page.content()).replace(/<script[\s\S]*?<\/script>/g, "");
	await twin.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
	await twin.goto(page.url());
	// The error summary takes the focus in the first frame and scrolls the page, so waits for that before the audit.
	await twin.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
	return twin;
}

/** Runs an expression in axe's own world of a page. Returns its value. */
type InAxe = (expression: string) => Promise<unknown>;
/** The sessions of the pages that have axe. */
const withAxe = new WeakMap<Page, CDPSession>();
const worldName = "axe";

/**
 * Adds axe to the page, in a world of its own. The browser is sent its source once for each page and keeps it for the documents that
 * follow, because to send it takes longer than to run it. It is a function, since many documents are not asked.
 */
async function addAxe(page: Page): Promise<InAxe> {
	let session = withAxe.get(page);
	if (!session) {
		session = await page.context().newCDPSession(page);
		await session.send("Page.enable");
		const source = `globalThis.loadAxe = () => {${axeSource}\n};`;
		await session.send("Page.addScriptToEvaluateOnNewDocument", { source, worldName, runImmediately: true });
		withAxe.set(page, session);
	}
	const { frameTree } = await session.send("Page.getFrameTree");
	const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", {
		frameId: frameTree.frame.id,
		worldName,
	});
	const options = { contextId, awaitPromise: true, returnByValue: true };
	return async (expression) => {
		const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, ...options });
		if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
		return result.value;
	};
}

/** Runs a function without arguments in axe's world of a page, which sees its elements. What it leaves in `globalThis` can be named in `of`. */
export async function inAxeWorld<Value>(page: Page, describe: () => Value): Promise<Value> {
	return (await (
		await addAxe(page)
	)(`(${describe})()`)) as Value;
}

/** What axe is asked: which rules (all of the standards), without which, and of which elements (of all), as an expression in its world. */
type AxeQuestion = { rules?: string[]; without?: string[]; of?: string };

/**
 * Runs axe on the page in its present state against WCAG 2.2 A and AA and best practice. Returns a sentence for each violation. Works with
 * the strict policy and in a page without JavaScript.
 */
export async function axeFaults(page: Page, { rules, without = [], of }: AxeQuestion = {}): Promise<string[]> {
	const scriptless = test.info().project.use.javaScriptEnabled === false;
	const subject = scriptless ? await twinWithScripts(page) : page;
	// Scrolls to the top. Further down the sticky bar covers controls partly, which axe reports as small targets.
	await subject.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
	const run = await addAxe(subject);
	const options = {
		runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: standards },
		resultTypes: ["violations"],
		rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
		// Loads the style sheets again for one experimental rule, which is not in the standards.
		preload: false,
	};
	const loaded = 'typeof axe === "object" || loadAxe()';
	const violations = (await run(
		`${loaded}, axe.run(${of ? `${of}, ` : ""}${JSON.stringify(options)}).then(({ violations }) => violations)`,
	)) as AxeResults["violations"];
	if (scriptless) await subject.context().close();
	return violations.map(
		({ id, help, nodes }) =>
			`axe ${id}, ${help}: ${nodes
				.slice(0, 5)
				.map((node) => node.target.join(" "))
				.join(", ")}`,
	);
}

/** Fails with axe's violations on the page in its present state. */
export async function axe(page: Page): Promise<void> {
	expect(await axeFaults(page), `axe on ${page.url()}`).toEqual([]);
}
