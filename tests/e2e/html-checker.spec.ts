/** Runs once accessibility.spec.ts has seen every page in every state (playwright.config.ts), over the pages it kept. */
import { existsSync, rmSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { hasJava, htmlErrors, pagesFolder } from "../support/html-checker";

test("the Nu HTML checker finds no error in any page, as it was sent and as scripts made it", () => {
	test.skip(!hasJava(), "There is no Java on this machine, so the Nu HTML checker checked no page.");
	test.skip(!existsSync(pagesFolder), "No page was kept in this run.");
	test.setTimeout(300_000);
	// Where a script put a title first, the meta element comes late in the page as it is seen; no byte was sent so.
	const late = (fault: string) => fault.startsWith("seen") && fault.includes("after the first 1024 bytes");
	expect(htmlErrors(pagesFolder).filter((fault) => !late(fault))).toEqual([]);
	rmSync(pagesFolder, { recursive: true });
});
