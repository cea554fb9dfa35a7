/** The forms of the built site by the action that each calls, with React and without, or by the name that those of documents carry. */
import { existsSync, readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { formNameField } from "@/lib/form";

type ActionPlace = { filename: string; exportedName: string };
/** The name of an action in tests/support/interrupted-forms.ts: its folder and its name. */
const nameOf = ({ filename, exportedName }: ActionPlace) =>
	`${filename.replace(/^app\/(\[locale\]\/)?/, "").replace(/\([a-z]+\)\/|\/?[a-z-]*actions?\.ts$/g, "")} ${exportedName}`;

/** The ids that the build gave to the actions. */
let ids: Map<string, string> | undefined;
function actionId(action: string): string {
	if (!ids) {
		const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
		ids = new Map(Object.entries<ActionPlace>(node).map(([id, place]) => [nameOf(place), id]));
	}
	const id = ids.get(action);
	if (!id) throw new Error(`the build has no action ${action}`);
	return id;
}

/** Whether a form's HTML calls an action. Forms of documents carry the name of theirs (components/ui/document-form.tsx). */
export function isFormOf(html: string, action: string): boolean {
	const [folder = "", name = ""] = action.split(" ");
	const file = `app/[locale]/(member)/${folder}/forms.ts`;
	const ofDocument = existsSync(file) && readFileSync(file, "utf8").includes(`export async function ${name}(`);
	return html.includes(ofDocument ? `name="${formNameField}" value="${name}"` : actionId(action));
}

/** Opens all that is folded away, so that every field and button can be reached. */
const unfold = (page: Page) =>
	page.locator("main details:not([open]) > summary").evaluateAll((all) => {
		for (const summary of all) (summary.parentElement as HTMLDetailsElement).open = true;
	});

/**
 * Opens a page and returns its form that calls an action, once React has taken it over where it runs. `about` is a text of the
 * form's HTML, where several forms of a page call the action.
 */
export async function openForm(page: Page, path: string, action: string, about = ""): Promise<Locator> {
	const response = await page.goto(path, { waitUntil: "domcontentloaded" });
	const html = (await response?.text()) ?? "";
	const main = html.slice(html.indexOf("<main"));
	const forms = [...main.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([form]) => form);
	const at = forms.findIndex((form) => isFormOf(form, action) && form.includes(about));
	expect(at, `a form of ${action} on ${page.url()}`).toBeGreaterThan(-1);
	const form = page.locator("main form").nth(at);
	if ((await scriptsRun(page)) && html.includes("/_next/"))
		await expect
			.poll(() => form.evaluate((form) => Object.keys(form).some((key) => key.startsWith("__react"))))
			.toBe(true);
	await unfold(page);
	return form;
}

/** Whether the scripts of pages run. Playwright's own run in either case. */
const scriptsRun = (page: Page) => page.evaluate(() => matchMedia("(scripting: enabled)").matches);

/** Returns the fields of a form as it would send them, without hidden ones. */
export const fieldsOf = (form: Locator) =>
	form.evaluate((form: HTMLFormElement) => {
		const shown = [...form.elements].filter((field) => !field.matches("[type=hidden], button"));
		const names = new Set(shown.map((field) => (field as HTMLInputElement).name));
		return [...new FormData(form)].filter(([name]) => names.has(name));
	});
