import { env } from "@/lib/env";
import { organisation } from "@/lib/organisation";

/** Renders on every request, because the build has no organisation and the day on which it expires moves. */
export const dynamic = "force-dynamic";

const dayMs = 86_400_000;

/** Returns whom to tell of a weakness of this site (RFC 9116). It expires at the end of a day, so that it is the same all day. */
export function GET(): Response {
	const { contacts, languages } = organisation();
	const { contact = `mailto:${contacts.email}`, policy, days = 180 } = contacts.security ?? {};
	const expires = new Date((Math.floor(Date.now() / dayMs) + days) * dayMs);
	const fields = [
		`Contact: ${contact}`,
		`Expires: ${expires.toISOString().replace(".000", "")}`,
		`Preferred-Languages: ${languages.join(", ")}`,
		`Canonical: ${env().SITE_URL}/.well-known/security.txt`,
		...(policy ? [`Policy: ${policy}`] : []),
	];
	return new Response(`${fields.join("\n")}\n`, {
		headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
	});
}
