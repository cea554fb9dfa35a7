/** Checks the pages that accessibility.spec.ts has saved. Runs after it (playwright.config.ts). */
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { hasJava, htmlErrors, pagesFolder } from "../support/html-checker";

test("the Nu HTML checker finds no error in any page, as sent and after scripts have run", () => {
	test.skip(!hasJava(), "There is no Java on this machine, so the Nu HTML checker checked no page.");
	test.skip(!existsSync(pagesFolder), "No page was kept in this run.");
	test.setTimeout(300_000);
	// Ignores a late meta element in the page after scripts: a script inserts the title first, so the sent bytes are right.
	const late = (fault: string) => fault.startsWith(`seen${path.sep}`) && fault.includes("after the first 1024 bytes");
	// In one run, since the checker takes seconds to start.
	expect(htmlErrors(pagesFolder).filter((fault) => !late(fault))).toEqual([]);
	rmSync(pagesFolder, { recursive: true });
});
