/** The route that a form's language button is sent to. */
import { expect, it, vi } from "vitest";
import { POST } from "@/app/[locale]/(public)/language/route";

const { saveDraft } = vi.hoisted(() => ({ saveDraft: vi.fn(async () => {}) }));
vi.mock("@/lib/identity/form-draft", async (original) => ({ ...(await original<object>()), saveDraft }));

/** Presses the language button of the sign-in page with so many fields. Returns where it leads. */
async function press(fields: number): Promise<string | null> {
	const form = new FormData();
	form.set("switch", "/sign-in");
	for (let at = 1; at < fields; at++) form.set(`field-${at}`, "x");
	const sent = new Response(form);
	const body = Buffer.from(await sent.arrayBuffer());
	const headers = { "content-type": sent.headers.get("content-type") ?? "", "content-length": String(body.length) };
	const request = new Request("http://localhost/language", { method: "POST", headers, body });
	return (await POST(request, { params: Promise.resolve({ locale: "en" }) })).headers.get("location");
}

it("saves what was typed and leads to the page in the other language, and reads no form with more fields than ours have", async () => {
	expect(await press(100)).toBe("/cy/sign-in");
	expect(saveDraft).toHaveBeenCalledTimes(1);
	expect(await press(101)).toBe("/cy");
	expect(saveDraft).toHaveBeenCalledTimes(1);
});
