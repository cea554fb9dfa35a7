import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { doublePresses, notPressedTwice } from "../support/double-presses";
import {
	formOfButtons,
	formsOfButtons,
	formsOfCodes,
	formsOfComponents,
	formsWithFields,
	withoutSession,
} from "../support/interrupted-forms";
import { hasDocumentForms, reachable } from "./guards";
import { sources } from "./source";

/** Forms that change nothing of a person's: they end the session, ask for a public check, or switch the language. */
const withoutOwner = new Set([
	"components/site/exit-bar.tsx",
	"components/site/exit-form.tsx",
	"components/ui/check-form.tsx",
	"components/fakes/report-form.tsx",
	"components/follow/notification-switch.tsx",
	"components/follow/stop-form.tsx",
]);

it("every form of a member's or of staff's pages says for whom it was drawn, so that it is not sent as somebody else's", () => {
	const files = sources()
		.map(({ file }) => file)
		.filter((file) => /^(app\/(\[locale\]|staff)\/|components\/)/.test(file) && !withoutOwner.has(file));
	const missing = files.filter((file) => {
		const text = readFileSync(file, "utf8");
		const forms = text.match(/<form\b(?! method="get")/g)?.length ?? 0;
		const owners = text.match(/<FormOwnerField|name=\{formOwnerField\}/g)?.length ?? 0;
		return forms > owners && file !== "components/ui/form-owner.tsx";
	});
	expect(missing).toEqual([]);
});

it("every form of React's is sent by useForm, so that it keeps what was typed when its action gives no answer", () => {
	const missing = sources()
		.filter(({ file }) => /^(app|components)\/.*\.tsx$/.test(file))
		.filter(
			({ text }) => (text.match(/<form\b(?![^>]*method="(get|post)")/g)?.length ?? 0) > 0 && !text.includes("useForm"),
		)
		.map(({ file }) => file);
	expect(missing).toEqual([]);
});

/** The actions, and the forms of documents, by folder and name, as in tests/domain/double-submit.test.ts: "staff/incidents create". */
const actions = () =>
	sources()
		.filter((source) => source.directives.includes("use server") || hasDocumentForms(source))
		.flatMap((source) => {
			const folder = source.file
				.replace(/^app\/(\[locale\]\/)?/, "")
				.replace(/\([a-z]+\)\/|\/?[a-z-]*(?:actions?|forms)\.ts$/g, "");
			return reachable(source).map(({ name }) => `${folder} ${name}`);
		});

/** The route handlers that a button sends a form to, by their path. */
const handlers = () =>
	sources()
		.filter(({ file, text }) => /^app\/.*\/route\.ts$/.test(file) && /export async function POST/.test(text))
		.map(({ file }) => file.replace(/^app\/(\[locale\]\/)?(\([a-z]+\)\/)?|\/route\.ts$/g, ""));

it("every action, and every handler of a form, is among the buttons that are pressed twice in a browser", () => {
	const pressed = [...new Set(Object.keys(doublePresses).map((name) => name.split(":")[0]))];
	expect([...pressed, ...Object.keys(notPressedTwice)].sort()).toEqual([...actions(), ...handlers()].sort());
});

it("every action is placed among the forms whose session ends before they are sent", () => {
	const placed = [...Object.keys(formsWithFields), formOfButtons[0], ...formsOfButtons, ...formsOfCodes];
	expect(
		actions()
			.filter((action) => !withoutSession.test(action))
			.sort(),
	).toEqual(placed.sort());
});

it("a form of every component that keeps what was typed is sent by npm test after its session has ended", () => {
	const components = sources()
		.filter(
			({ file, text }) =>
				file === "components/ui/document-form.tsx" ||
				(file !== "components/ui/use-form.ts" && /\buseForm[<(]/.test(text)),
		)
		.map(({ file }) => file)
		.filter((file) => !withoutOwner.has(file));
	expect(Object.keys(formsOfComponents).sort()).toEqual(components.sort());
	const unknown = Object.values(formsOfComponents)
		.flat()
		.filter((action) => !(action in formsWithFields));
	expect(unknown).toEqual([]);
});
