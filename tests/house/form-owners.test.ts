import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sources } from "./source";

/** Forms that change nothing of a person's: they end the session, ask for a public check, or switch the language. */
const withoutOwner = new Set([
	"components/site/exit-bar.tsx",
	"components/site/exit-form.tsx",
	"components/ui/check-form.tsx",
	"components/fakes/report-form.tsx",
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
