/** An address or a telephone number, one line under the other. */
export function AddressLines({ lines }: { lines: string[] }) {
	return lines.map((line) => (
		<span key={line} className="block [overflow-wrap:anywhere]">
			{line}
		</span>
	));
}
