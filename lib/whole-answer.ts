/** The largest answer that is read. */
const mostBytes = 256 * 1024;

/**
 * Asks another service, and nobody it might redirect to. In: what `fetch` takes, and for how long its whole answer is waited for. Throws if that is
 * too long, or not there in time: somebody may have taken over the service, and web and worker have more to do.
 */
export async function wholeAnswer(
	address: string | URL | Request,
	init: RequestInit | undefined,
	withinMs: number,
): Promise<Response> {
	const controller = new AbortController();
	let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
	const answer = async () => {
		const response = await fetch(address, { ...init, redirect: "error", signal: controller.signal });
		reader = response.body?.getReader();
		const pieces: Uint8Array[] = [];
		let length = 0;
		for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
			length += next.value.length;
			if (length > mostBytes) throw new Error("the answer is too long");
			pieces.push(next.value);
		}
		const { status, headers } = response;
		return new Response(length > 0 ? Buffer.concat(pieces) : null, { status, headers });
	};
	let timer: NodeJS.Timeout | undefined;
	// Not by the signal alone, which fetch forgets once the headers are there and memory was tidied.
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error("no answer in time")), withinMs);
	});
	try {
		return await Promise.race([answer(), late]);
	} finally {
		clearTimeout(timer);
		controller.abort();
		void reader?.cancel().catch(() => {});
	}
}
