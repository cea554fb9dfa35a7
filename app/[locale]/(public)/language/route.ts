import { localeOf } from "@/app/[locale]/_shared/locale";
import { href } from "@/lib/i18n";
import { saveDraft, typedPage } from "@/lib/identity/form-draft";

type Context = { params: Promise<{ locale: string }> };
/** The maximum length of a saved draft. Our forms are shorter. */
const most = 64 * 1024;
/** More fields than a form of ours has. To read a thousand takes as long as several pages. */
const mostFields = 100;

/** Reads a form, unless it cannot be read or has too many fields. */
async function readForm(request: Request): Promise<FormData | undefined> {
	const body = Buffer.from(await request.arrayBuffer());
	const mark = "form-data";
	let fields = 0;
	for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length))
		if (++fields > mostFields) return undefined;
	const headers = { "content-type": request.headers.get("content-type") ?? "" };
	return new Response(body, { headers }).formData().catch(() => undefined); // None of our forms sends this.
}

const to = (place: string) => new Response(null, { status: 303, headers: { Location: place } });

/**
 * Saves a form's draft and redirects to its page in the other language. The form's language button sends it here instead of
 * to its action (components/site/language-switch.tsx).
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
	const other = localeOf((await params).locale) === "en" ? "cy" : "en";
	const length = Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY);
	if (length > most || request.headers.get("sec-fetch-site") === "cross-site") return to(href(other, "/"));
	const form = await readForm(request);
	const found = form && typedPage(String(form.get("switch")));
	if (!found) return to(href(other, "/"));
	await saveDraft(found.page, form);
	return to(href(other, found.page) + found.query);
}
