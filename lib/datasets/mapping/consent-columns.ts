/** Recognises columns of permissions by their headers: what people agreed to, which is not what is held of them. */
import type { ColumnRole } from "../schema";
import { normaliseHeader } from "./password-columns";

const consentWords =
	/\b(consent(s|ed)?|permissions?|permitted|opt(ed)? ?(in|out)s?|preferences?|prefs?|gdpr|(un)?subscribed?|subscriber status|ok(ay)?|(may|can) we|(may|can|do not|dont|don t|no|happy to) (contact|e ?mail|mail|phone|call|text|sms|post|write)|allow(s|ed)?|agree(s|d)?|marketing|contactable|suppress(ed|ion)?|bounced?|caniatad)\b/;

const contactCategories: readonly string[] = ["email-address", "telephone-number", "postal-address", "correspondence"];

/** Whether a role says that a column holds a way to reach somebody. */
export const isContactRole = (role: ColumnRole) =>
	role.as === "postcode" ||
	(role.as === "identifier" && role.kind !== "membership-number") ||
	(role.as === "category" && contactCategories.includes(role.category));

/** Whether a header speaks of consent, a permission or a preference: "Phone consent", "Email opt in", "SMS ok". */
export const isConsentHeader = (header: string) => consentWords.test(normaliseHeader(header));
