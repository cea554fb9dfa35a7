import { Notice } from "@/components/ui/layout";
import { wordsInBrackets } from "@/lib/markdown";

/** Names the words in angle brackets, which readers see as they were typed. */
export function BracketNotice({ texts }: { texts: string[] }) {
	const words = [...new Set(texts.flatMap(wordsInBrackets))];
	if (words.length === 0) return null;
	return (
		<Notice tone="wait">
			Readers will see {new Intl.ListFormat("en-GB").format(words)} exactly as typed, with the angle brackets. If that
			is not what you want, change the text.
		</Notice>
	);
}
