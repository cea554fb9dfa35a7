import { Fragment } from "react";
import { TelephoneText } from "./telephone-text";

/** Shows an address or a telephone number line by line, which text browsers read with a space between. */
export function AddressLines({ lines }: { lines: string[] }) {
	return lines.map((line) => (
		<Fragment key={line}>
			<span className="block [overflow-wrap:anywhere]">
				<TelephoneText text={line} />
			</span>{" "}
		</Fragment>
	));
}
