/** The largest answer that is read. A provider's keys are a few kB. */
const mostBytes = 256 * 1024;

/**
 * Asks a single sign-on provider, and nobody it might redirect to. In: what `fetch` takes. Out: its whole answer. Throws if that is too long, or not there in
 * time: somebody may have taken over the provider, and web and worker wait for it with other people's requests to answer.
 */
export async function askProvider(
	address: string | URL | Request,
	init: RequestInit = {},
	withinMs = 6_000,
): Promise<Response> {
	const signals = [AbortSignal.timeout(withinMs), ...(init.signal ? [init.signal] : [])];
	const response = await fetch(address, { ...init, redirect: "error", signal: AbortSignal.any(signals) });
	const pieces: Uint8Array[] = [];
	let length = 0;
	for await (const piece of response.body ?? []) {
		length += piece.length;
		if (length > mostBytes) throw new Error("the provider's answer is too long");
		pieces.push(piece);
	}
	const { status, headers } = response;
	return new Response(length > 0 ? Buffer.concat(pieces) : null, { status, headers });
}
