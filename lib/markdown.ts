import MarkdownIt, { type Token } from "markdown-it";

/** How many characters of Markdown staff may write in one field. */
export const markdownLength = 20_000;

/** How deep lists, quotes and emphasis may be nested. */
const maxNesting = 10;

// CommonMark. HTML is shown as it was typed, so that nothing is lost and nothing of it works.
const parser = new MarkdownIt("commonmark", { html: false, maxNesting: 4 * maxNesting });
// components/ui/markdown.tsx decides which addresses become links.
parser.validateLink = () => true;

/** Parses staff's Markdown into markdown-it's tokens. Takes linear time. Leaves out what is nested more than 40 levels deep. */
export function parseMarkdown(text: string): Token[] {
	return parser.parse(text, {});
}

/** Whether a text nests lists, quotes and emphasis too deep to be read. A text over the length is not looked at. */
export function tooDeep(text: string): boolean {
	if (text.length > markdownLength) return false;
	let depth = 0;
	const walk = (tokens: Token[]): boolean =>
		tokens.some((token) => {
			// A list is two tokens deep: itself and its item.
			if (token.type !== "list_item_open" && token.type !== "list_item_close") depth += token.nesting;
			return depth > maxNesting || walk(token.children ?? []);
		});
	return walk(parseMarkdown(text));
}
