/** Returns a redirect (303 See Other) after a POST, which no cache stores. */
export function redirectAfterPost(path: string): Response {
	return new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "private, no-store" } });
}
