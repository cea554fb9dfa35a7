import type { Sentence } from "@/lib/guidance/schema";

/** Shows a sentence with its links: to this site, another site, a telephone number or an email address. */
export function LinkedSentence({ sentence }: { sentence: Sentence }) {
	return sentence.map((span) => {
		if (typeof span === "string") return span;
		return span.href.startsWith("/") ? (
			<a key={span.href} href={span.href}>
				{span.text}
			</a>
		) : (
			<a key={span.href} href={span.href} className={/^(tel|sms):/.test(span.href) ? "inline-block" : undefined}>
				{span.text}
			</a>
		);
	});
}
