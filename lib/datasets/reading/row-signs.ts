/** Rows that end with a sign of Unicode, in files without other row ends. The sign becomes a line feed before anything else reads the file. */
import { type Format, rowSigns } from "../schema";

type RowSign = NonNullable<Format["rowSign"]>;

/** Returns the sign that ends the rows of a text; undefined if a line feed or carriage return does, or nothing. In quotation marks it ends none. */
export function findRowSign(text: string): RowSign | undefined {
	const outside = text.replace(/"[^"]*"?/g, "");
	if (/[\r\n]/.test(outside)) return undefined;
	const count = (sign: RowSign) => outside.split(sign).length - 1;
	const [sign] = rowSigns.toSorted((one, other) => count(other) - count(one));
	return sign && count(sign) > 0 ? sign : undefined;
}

/** Yields a file in UTF-8 with line feeds in place of a sign. */
export async function* withLineFeeds(source: AsyncIterable<Buffer>, sign: RowSign): AsyncGenerator<Buffer> {
	const bytes = Buffer.from(sign).toString("latin1");
	let rest = "";
	for await (const chunk of source) {
		const parts = (rest + chunk.toString("latin1")).split(bytes);
		const last = parts.pop() ?? "";
		// The end of a piece may be the beginning of a sign.
		const end = Math.max(0, last.length - bytes.length + 1);
		rest = last.slice(end);
		yield Buffer.from([...parts, last.slice(0, end)].join("\n"), "latin1");
	}
	if (rest) yield Buffer.from(rest, "latin1");
}
