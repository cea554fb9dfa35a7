import { organisationLogo } from "@/lib/organisation";

/** The organisation's logo. An SVG opened on its own may do nothing at all. */
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
