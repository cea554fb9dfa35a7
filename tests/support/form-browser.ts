// A browser without scripts, as far as the histories of tests/faults/histories.test.ts need one: cookies, pages, forms.
import { hiddenFields } from "./form-fields";

type Body = FormData | URLSearchParams;
export type Told = { status: number; text: string; location: string };

/** Thrown when nobody can say what became of a request: no response, or one that says that the site could not do it. */
export class Untold extends Error {}

export class FormBrowser {
	readonly cookies = new Map<string, string>();

	/** `webs` are the servers behind the site's address, when there are several: each request goes to one of them. */
	constructor(
		readonly url: string,
		private readonly webs: readonly string[] = [url],
	) {}

	/** Asks one of the webs, and the next one if nobody listens there, as the front does. */
	async #fetch(path: string, init: RequestInit): Promise<Response> {
		const first = Math.floor(Math.random() * this.webs.length);
		const order = [...this.webs.slice(first), ...this.webs.slice(0, first)];
		for (const web of order)
			try {
				return await fetch(new URL(path, web), init);
			} catch (error) {
				const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
				if (code !== "ECONNREFUSED" || web === order.at(-1)) throw error;
			}
		throw new Error("there is no web");
	}

	/** Asks for a page, or sends a form. Throws Untold for no response and for one of 500 and above. */
	async ask(path: string, form?: Body): Promise<Told> {
		const told = await this.tell(path, form);
		if (told.status >= 500) throw new Untold(String(told.status));
		return told;
	}

	/** Asks for a page, or sends a form. Throws Untold for no response. */
	async tell(path: string, form?: Body): Promise<Told> {
		const cookie = [...this.cookies].map((pair) => pair.join("=")).join("; ");
		let answer: Response;
		let text: string;
		try {
			answer = await this.#fetch(path, {
				headers: { cookie, origin: this.url },
				redirect: "manual",
				...(form ? { method: "POST", body: form } : {}),
			});
			text = await answer.text();
		} catch (error) {
			throw new Untold(String((error as Error).cause ?? error));
		}
		for (const line of answer.headers.getSetCookie()) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			this.cookies.set(name, value);
		}
		const { pathname, search } = new URL(answer.headers.get("location") ?? path, this.url);
		return { status: answer.status, text, location: pathname + search };
	}

	/** Returns the form of a page that has a field, filled. */
	fill(page: string, field: string, values: string[]): FormData {
		const form = new FormData();
		for (const [name, text] of Object.entries(hiddenFields(page, field))) form.set(name, text);
		for (const value of values) form.append(field, value);
		return form;
	}
}
