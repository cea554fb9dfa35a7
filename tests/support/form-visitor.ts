/** Presses the buttons of tests/support/double-presses.ts by requests, as a browser without scripts sends them. */
import { isFormOf } from "./built-forms";
import { filled, type Press, type Visitor } from "./double-presses";
import { FormBrowser, type Told } from "./form-browser";
import { bodyOf, formsIn, type HtmlForm } from "./html-form";
import { signInAndCheck } from "./http-journey";

type Site = { url: string; port: number; mailbox: string };
/** What pressing a button sends. */
export type Sent = { to: string; body: FormData | URLSearchParams };

const firstThat = <T>(what: string, list: T[], fits: (item: T) => boolean): T => {
	const found = list.find(fits);
	if (!found) throw new Error(`there is no ${what}`);
	return found;
};

export class FormVisitor implements Visitor {
	readonly #site: Site;
	readonly browser: FormBrowser;

	constructor(site: Site) {
		this.#site = site;
		this.browser = new FormBrowser(site.url, [`http://127.0.0.1:${site.port}`]);
	}

	async signIn(address: string, at: "/sign-in" | "/staff/sign-in"): Promise<void> {
		const cookies = await signInAndCheck(this.#site, address, undefined, at);
		for (const pair of cookies.split("; ")) {
			const [name = "", value = ""] = pair.split(/=(.*)/s);
			this.browser.cookies.set(name, value);
		}
	}

	async send(path: string, action: string, fields: Record<string, string>, leads: RegExp, about = ""): Promise<string> {
		const form = await this.#form(path, action, about);
		const sent = { to: form.action || path, body: bodyOf(form, fields, form.buttons[0]) };
		return new URL(this.#led(await this.browser.tell(sent.to, sent.body), leads), this.#site.url).href;
	}

	/** Opens the page of a press and fills its form. Returns what its button sends. */
	async fill(name: string, press: Press, made: Record<string, string>): Promise<Sent> {
		const page = filled(press.page, made);
		const [action = ""] = name.split(":");
		const fields = Object.entries(press.fill ?? {}).map(([field, value]) => [field, filled(value, made)]);
		const values: Record<string, string> = Object.fromEntries(fields);
		const { first, button } = press;
		if (!first) {
			const about = (form: HtmlForm) => !button || form.buttons.some(({ label }) => button.test(label));
			const form = await this.#form(page, action, filled(press.form ?? "", made), about);
			const pressed = button ? form.buttons.find(({ label }) => button.test(label)) : form.buttons[0];
			return { to: form.action || page, body: bodyOf(form, values, pressed) };
		}
		const form = await this.#form(page, action, filled(press.form ?? "", made));
		const asked = firstThat(`button ${first}`, form.buttons, ({ label }) => first.test(label));
		const told = await this.browser.tell(form.action || page, bodyOf(form, values, asked));
		const at = told.status === 303 ? told.location : page;
		const html = told.status === 303 ? (await this.browser.ask(at)).text : told.text;
		const named = (form: HtmlForm) => form.buttons.find(({ label }) => button?.test(label));
		const shown = firstThat(`button ${button} on ${at}`, formsIn(html), (form) => named(form) !== undefined);
		return { to: shown.action || at, body: bodyOf(shown, {}, named(shown)) };
	}

	async #form(path: string, action: string, about: string, fits: (form: HtmlForm) => boolean = () => true) {
		const { status, text } = await this.browser.tell(path);
		const calls = action.includes(" ")
			? (form: HtmlForm) => isFormOf(form.html, action)
			: (form: HtmlForm) => form.action.endsWith(`/${action}`);
		// Those of sign-out are in the frame of the page.
		const all = [...formsIn(text), ...formsIn(text, "")];
		return firstThat(
			`form of ${action} on ${path}, which answered ${status}`,
			all,
			(form) => calls(form) && form.html.includes(about) && fits(form),
		);
	}

	#led({ status, location, text }: Told, leads: RegExp): string {
		if (status >= 400 || !leads.test(location))
			throw new Error(`led to ${location} (${status}), ${/<h1[^>]*>[^<]*/.exec(text)}`);
		return location;
	}
}
