import { organisationLogo } from "@/lib/organisation";

/** Returns the organisation's logo. Its content security policy forbids scripts in an SVG that is opened on its own. */
export function GET(): Response {
	const logo = organisationLogo();
	if (!logo) return new Response(null, { status: 404 });
	return new Response(new Uint8Array(logo.bytes), {
		headers: {
			"content-type": logo.type,
			"cache-control": "public, max-age=3600",
			"content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
		},
	});
}
