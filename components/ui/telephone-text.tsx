import { Fragment } from "react";
import { telephoneHref } from "@/lib/guidance/schema";

/** Numbers of nine or more digits, and the emergency numbers, with the mark that follows so that it never begins a line. */
const numbers = /((?:\+|\b)\d(?:[ \u00a0]?\d){8,13}\b|\b(?:999|112)\b)([.,;:)]?)/g;

/** A telephone number that can be pressed and never breaks. `after` is the mark that follows it. */
export function Telephone({ number, after }: { number: string; after?: string | undefined }) {
	return (
		<span className="whitespace-nowrap">
			<a href={telephoneHref(number)} className="inline-block py-0.5">
				{number}
			</a>
			{after}
		</span>
	);
}

/** Shows a sentence with each telephone number in it as a link. */
export function TelephoneText({ text }: { text: string }) {
	const parts = text.split(numbers);
	return parts.map((part, at) => {
		if (at % 3 === 2) return null;
		// biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change order
		if (at % 3 === 0) return <Fragment key={at}>{part}</Fragment>;
		// biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change order
		return <Telephone key={at} number={part} after={parts[at + 1]} />;
	});
}
