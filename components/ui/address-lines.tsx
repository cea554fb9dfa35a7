import { Fragment } from "react";

/** Shows an address or a telephone number line by line, which text browsers read with a space between. */
export function AddressLines({ lines }: { lines: string[] }) {
	return lines.map((line) => (
		<Fragment key={line}>
			<span className="block [overflow-wrap:anywhere]">{line}</span>{" "}
		</Fragment>
	));
}
