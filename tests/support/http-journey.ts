/** Signs in and checks over HTTP, as a browser without scripts does. For measurements, which a browser would blur. */
import { hiddenFields } from "./form-fields";
import { mailWithWords } from "./mailbox";
import { codeIn } from "./mailed-codes";

type Site = { url: string; port: number; mailbox: string };
/** Called with the name of each step and the milliseconds it took. */
type OnStep = (step: string, milliseconds: number) => void;

/**
 * Signs an address in and reads the page after it: the answer of a member. Returns the cookies. Throws if a step is answered
 * otherwise than it should be. `signIn` is the sign-in page.
 */
export async function signInAndCheck(
	site: Site,
	address: string,
	onStep: OnStep = () => {},
	signIn = "/sign-in",
): Promise<string> {
	const cookies = new Map<string, string>();
	async function step(name: string, path: string, status: number, body?: FormData) {
		const start = performance.now();
		const answer = await fetch(`http://127.0.0.1:${site.port}${path}`, {
			method: body ? "POST" : "GET",
			headers: { origin: site.url, cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
			redirect: "manual",
			...(body ? { body } : {}),
		});
		const text = await answer.text();
		onStep(name, performance.now() - start);
		if (answer.status !== status) throw new Error(`${name}: ${path} answered ${answer.status}`);
		for (const cookie of answer.headers.getSetCookie()) {
			const [, key = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			cookies.set(key, value);
		}
		const { pathname = path, search = "" } = new URL(answer.headers.get("location") ?? path, site.url);
		return { text, next: pathname + search };
	}
	const filled = (page: string, field: string, value: string) => {
		const form = new FormData();
		for (const [name, text] of Object.entries(hiddenFields(page, field))) form.set(name, text);
		form.set(field, value);
		return form;
	};
	const asking = await step("sign-in page", signIn, 200);
	const asked = await step("address sent", signIn, 303, filled(asking.text, "email", address));
	const entering = await step("code page", asked.next, 200);
	const words = /<b[^>]*>(\w+ \w+)<\/b>/.exec(entering.text)?.[1] ?? "";
	const mail = await mailWithWords(address, words, site.mailbox);
	const entered = await step("code sent", asked.next, 303, filled(entering.text, "code", codeIn(mail.text)));
	await step("answer", entered.next, 200);
	return [...cookies].map((pair) => pair.join("=")).join("; ");
}
