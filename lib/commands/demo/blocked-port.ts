/**
 * Whether browsers refuse to open an address at this port, whatever listens there (Fetch standard, 2.9 "Port blocking").
 * Node's own fetch keeps the standard's list and refuses before it connects.
 */
export async function isBlocked(port: number): Promise<boolean> {
	const refusal = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) }).then(
		() => undefined,
		(error) => error.cause?.message,
	);
	return refusal === "bad port";
}
