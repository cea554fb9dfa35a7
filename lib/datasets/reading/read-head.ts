/** The first bytes of a stream, at least `bytes` of them where it has so many, and the whole stream again, beginning included. */
export async function peek(
	source: AsyncIterable<Buffer>,
	bytes: number,
): Promise<{ head: Buffer; whole: AsyncIterable<Buffer> }> {
	const reader = source[Symbol.asyncIterator]();
	const pieces: Buffer[] = [];
	let length = 0;
	while (length < bytes) {
		const next = await reader.next();
		if (next.done) break;
		pieces.push(next.value);
		length += next.value.length;
	}
	async function* whole() {
		try {
			while (pieces.length) yield pieces.shift() as Buffer;
			for (let next = await reader.next(); !next.done; next = await reader.next()) yield next.value;
		} finally {
			await reader.return?.();
		}
	}
	return { head: Buffer.concat(pieces), whole: whole() };
}
