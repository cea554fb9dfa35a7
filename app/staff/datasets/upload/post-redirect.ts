/** Leads a browser on after a form, with nothing of it kept. */
export function redirectAfterPost(path: string): Response {
	return new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "private, no-store" } });
}
