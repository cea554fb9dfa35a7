const headBytes = 256 * 1024;

/** Reads the first 256 kB of a stream, or all of a shorter one. `whole` yields the stream from its beginning, head included. */
export async function readHead(source: AsyncIterable<Buffer>): Promise<{ head: Buffer; whole: AsyncIterable<Buffer> }> {
	const reader = source[Symbol.asyncIterator]();
	const chunks: Buffer[] = [];
	let length = 0;
	while (length < headBytes) {
		const next = await reader.next();
		if (next.done) break;
		chunks.push(next.value);
		length += next.value.length;
	}
	async function* whole() {
		try {
			while (chunks.length) yield chunks.shift() as Buffer;
			for (let next = await reader.next(); !next.done; next = await reader.next()) yield next.value;
		} finally {
			await reader.return?.();
		}
	}
	return { head: Buffer.concat(chunks), whole: whole() };
}
