import type { Sentence } from "@/lib/guidance/schema";

/** A sentence with its links: within the site, to another site, or to a telephone or a mailbox. */
export function LinkedSentence({ sentence }: { sentence: Sentence }) {
	return sentence.map((span) => {
		if (typeof span === "string") return span;
		return span.href.startsWith("/") ? (
			<a key={span.href} href={span.href}>
				{span.text}
			</a>
		) : (
			<a key={span.href} href={span.href} className={span.href.startsWith("tel:") ? "inline-block" : undefined}>
				{span.text}
			</a>
		);
	});
}
