"use server";

import { redirect } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { claimAttemptsLeft, claimIdentifier } from "@/lib/exposure";
import { type Claim, type ClaimState, claimForm } from "@/lib/exposure/schema";
import { formError, parseForm } from "@/lib/form";
import { href, translator } from "@/lib/i18n";
import { requireMember } from "@/lib/identity/guard";
import { organisation } from "@/lib/organisation";

type ErrorKey = Parameters<ReturnType<typeof translator<"check">>>[0] & `errors.${string}`;
const malformed = {
	"membership-number": "errors.malformedNumber",
	telephone: "errors.malformedTelephone",
	"name-postcode": "errors.malformedNamePostcode",
} as const satisfies Record<Claim["kind"], string>;
const firstField = { "membership-number": "number", telephone: "telephone", "name-postcode": "name" } as const;

/** Claims a second identifier for the member. Typed values are returned to the form only. */
export async function submitClaim(requested: string, _before: ClaimState, form: FormData): Promise<ClaimState> {
	const locale = localeOf(requested);
	const member = await requireMember(locale, "/check");
	const t = translator(locale, "check");
	const parsed = parseForm(claimForm, form, (key) => t(`errors.${key}` as ErrorKey));
	if (!parsed.ok) return parsed.state;
	const { kind } = parsed.value;
	const claimed = await claimIdentifier(member, parsed.value);
	if (claimed.ok) redirect(href(locale, "/check"));
	const { example } = organisation().identifiers.membershipNumber;
	const why = claimed.reason === "malformed" ? t(malformed[kind], { example }) : t(`errors.${claimed.reason}`);
	const counted = claimed.reason === "no-match" || claimed.reason === "not-enough";
	if (!counted) return formError(form, firstField[kind], why);
	const left = t("match.left", { left: await claimAttemptsLeft(member) });
	return { ...formError(form, firstField[kind], `${why} ${left}`), saysLeft: true };
}
