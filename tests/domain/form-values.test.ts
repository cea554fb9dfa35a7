/** What a form that is refused shows again of what was typed. */
import { expect, test } from "vitest";
import { z } from "zod";
import { formError, parseForm } from "@/lib/form";

const typed = "\u2028".repeat(5_000);
/** A form of one line that anybody sends, with a text beside it that only staff write. */
function sent(): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries({ email: typed, ending: typed, code: "123456", body: typed }))
		form.set(name, value);
	return form;
}

test("of a field that anybody sends no more than an address could be, because a page has it several times, escaped", () => {
	const parsed = parseForm(z.object({ email: z.email() }), sent(), undefined, ["code"]);
	const shown = [parsed.ok ? {} : parsed.state.values, formError(sent(), "email", "Enter an address", ["code"]).values];
	for (const values of shown) {
		expect(values.email).toBe(typed.slice(0, 400));
		expect(values.ending).toBe(typed.slice(0, 400));
		expect(values).not.toHaveProperty("code");
	}
});

test("all of a longer text, so that nothing written is lost", () => {
	expect(formError(sent(), "email", "Enter an address").values.body).toBe(typed);
});

test("all that was ticked, whatever is wrong", () => {
	const form = new FormData();
	for (const box of ["a", "b", "c"]) form.append("boxes[]", box);
	const parsed = parseForm(z.object({ boxes: z.array(z.string()).max(2) }), form);
	expect(parsed.ok ? {} : parsed.state.values).toEqual({ "boxes[]": "a\nb\nc" });
	expect(formError(form, "boxes", "Tick fewer").values).toEqual({ "boxes[]": "a\nb\nc" });
});
