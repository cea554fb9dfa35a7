import { Fragment } from "react";
import { suspiciousTexts, telephoneHref } from "@/lib/guidance/schema";

/** Numbers of nine or more digits, with the mark that follows so that it never begins a line. */
const numbers = /((?:\+|\b)\d(?:[ \u00a0]?\d){8,13}\b)([.,;:)]?)/g;

/**
 * Numbers in staff's own words: those that begin with 0 or +, the one for suspicious texts, and short ones after a word to call. Others
 * may be counts.
 */
const numbersInWords = new RegExp(
	String.raw`((?:\+|\b0)\d(?:[ \u00a0]?\d){8,12}\b|(?<![\w,.£/-])${suspiciousTexts}(?![\w,-]|\.\d)|(?<=\b(?:call|dial|ring|phone|ffoniwch|deialwch) )\d{3}(?: \d{3})?\b(?! (?:people|\p{Ll}{2,}s)\b))([.,;:)]?)`,
	"giu",
);

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

/**
 * Shows a sentence with each telephone number in it as a link. `short` is a number of three digits in it, which looks like a count.
 * `inWords` is set for texts that staff wrote.
 */
export function TelephoneText({
	text,
	short,
	inWords,
}: {
	text: string;
	short?: string | undefined;
	inWords?: boolean;
}) {
	const ours = short ? new RegExp(`(\\b${short}\\b)([.,;:)]?)|${numbers.source}`, "g") : numbers;
	const parts = text.split(inWords ? numbersInWords : ours);
	if (parts.length === 1) return text;
	const groups = short ? 5 : 3;
	return parts.map((part, at) => {
		// biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change order
		if (at % groups === 0) return <Fragment key={at}>{part}</Fragment>;
		if ((at % groups) % 2 === 0 || part === undefined) return null;
		// biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change order
		return <Telephone key={at} number={part} after={parts[at + 1]} />;
	});
}
