import { refusedForm } from "@/app/_server/personal-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { formOwnerField } from "@/lib/form";
import { markAction } from "@/lib/guidance";
import { actionStateForm } from "@/lib/guidance/schema";
import { href } from "@/lib/i18n";
import { formOwner, optionalMember } from "@/lib/identity/guard";

type Context = { params: Promise<{ locale: string }> };

const see = (address: string) => new Response(null, { status: 303, headers: { Location: address } });

/**
 * Sets the state of an action. Returns to the page that sent the form, at its next step. A form without a valid action changes
 * nothing. A route handler, because the answer is no React page, and because only a new document moves the focus without a script.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
	const locale = localeOf((await params).locale);
	const member = await optionalMember();
	if (!member) return see(href(locale, "/sign-in?next=/check&ended=1"));
	const form = await request.formData().catch(() => new FormData()); // None of our forms sends what cannot be read.
	const page = form.get("page") === "plan" ? "/plan" : "/check";
	// Here, because the web process reads no body of a route handler. An old tab's form may have been drawn for somebody else.
	const drawnFor = form.get(formOwnerField);
	if (drawnFor && drawnFor !== formOwner(member.personId)) return refusedForm("someone-else");
	const parsed = actionStateForm.safeParse(Object.fromEntries(form));
	if (!parsed.success) return see(href(locale, page));
	const { action, state } = parsed.data;
	await markAction(member, action, state);
	return see(href(locale, `${page}?action=${action}&state=${state}#next-step`));
}

/** Answers a reload of this address. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
	return see(href(localeOf((await params).locale), "/check"));
}
