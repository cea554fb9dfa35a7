/** An address or a number, line by line as it is written. */
export function WrittenLines({ lines }: { lines: string[] }) {
	return lines.map((line) => (
		<span key={line} className="block [overflow-wrap:anywhere]">
			{line}
		</span>
	));
}
