/** Checks the pages that accessibility.spec.ts has saved. Runs after it (playwright.config.ts). */
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { hasJava, htmlErrors, pagesFolder } from "../support/html-checker";

test.describe.configure({ mode: "parallel" });

for (const [form, when] of [
	["sent", "as sent"],
	["seen", "after scripts have run"],
] as const)
	test(`the Nu HTML checker finds no error in any page, ${when}`, () => {
		const pages = path.join(pagesFolder, form);
		test.skip(!hasJava(), "There is no Java on this machine, so the Nu HTML checker checked no page.");
		test.skip(!existsSync(pages), "No page was kept in this run.");
		test.setTimeout(300_000);
		// Ignores a late meta element in the page after scripts: a script inserts the title first, so the sent bytes are right.
		const late = (fault: string) => form === "seen" && fault.includes("after the first 1024 bytes");
		expect(htmlErrors(pages).filter((fault) => !late(fault))).toEqual([]);
		rmSync(pages, { recursive: true });
	});
