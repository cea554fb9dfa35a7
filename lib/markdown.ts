import MarkdownIt, { type Token } from "markdown-it";

/** The maximum length of a Markdown field, in characters. */
export const markdownLength = 20_000;

/** The maximum nesting depth of lists, quotes and emphasis. */
const maxNesting = 10;

// CommonMark. HTML is escaped and shown as typed.
const parser = new MarkdownIt("commonmark", { html: false, maxNesting: 4 * maxNesting });
// components/ui/markdown.tsx decides which addresses become links.
parser.validateLink = () => true;

/** Parses staff's Markdown into markdown-it's tokens in linear time. Omits tokens nested more than 40 levels deep. */
export function parseMarkdown(text: string): Token[] {
	return parser.parse(text, {});
}

/** Whether a text nests lists, quotes and emphasis too deeply. Does not parse a text over the maximum length. */
export function tooDeep(text: string): boolean {
	if (text.length > markdownLength) return false;
	let depth = 0;
	const walk = (tokens: Token[]): boolean =>
		tokens.some((token) => {
			// A list adds two levels: the list and its item.
			if (token.type !== "list_item_open" && token.type !== "list_item_close") depth += token.nesting;
			return depth > maxNesting || walk(token.children ?? []);
		});
	return walk(parseMarkdown(text));
}
