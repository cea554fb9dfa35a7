/** Shows an address or a telephone number line by line. */
export function AddressLines({ lines }: { lines: string[] }) {
	return lines.map((line) => (
		<span key={line} className="block [overflow-wrap:anywhere]">
			{line}
		</span>
	));
}
