import { Fragment } from "react";
import { telephoneHref } from "@/lib/guidance/schema";

/** Numbers of nine or more digits, with the mark that follows so that it never begins a line. */
const numbers = /((?:\+|\b)\d(?:[ \u00a0]?\d){8,13}\b)([.,;:)]?)/g;

/** A telephone number that can be pressed. It breaks only if it is wider than its page. `after` is the mark that follows it. */
export function Telephone({ number, after }: { number: string; after?: string | undefined }) {
	return (
		<span className="inline-block">
			<a href={telephoneHref(number)} className="inline-block py-0.5">
				{number}
			</a>
			{after}
		</span>
	);
}

/** Shows a sentence with each telephone number in it as a link. `short` is a number of three digits in it, which looks like a count. */
export function TelephoneText({ text, short }: { text: string; short?: string | undefined }) {
	const parts = text.split(short ? new RegExp(`(\\b${short}\\b)([.,;:)]?)|${numbers.source}`, "g") : numbers);
	const groups = short ? 5 : 3;
	return parts.map((part, at) => {
		// biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change order
		if (at % groups === 0) return <Fragment key={at}>{part}</Fragment>;
		if ((at % groups) % 2 === 0 || part === undefined) return null;
		// biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change order
		return <Telephone key={at} number={part} after={parts[at + 1]} />;
	});
}
