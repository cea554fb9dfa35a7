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

/** Whether an address leads to a web page, a mail or telephone address or a page of this site. Other links are not rendered. */
export const isLinkAddress = (address: string): boolean =>
	/^(https?:\/\/|mailto:|tel:|sms:|\/(?![/\\])|#)/i.test(address);

const host = /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?=[/:?#]|$)/i;

/** Adds what is missing from an address such as "www.example.org" or "press@example.org". Returns any other as it is. */
function completeAddress(address: string): string {
	if (isLinkAddress(address)) return address;
	if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return `mailto:${address}`;
	return host.test(address) ? `https://${address}` : address;
}

// What a text may hold, in the order it is looked for: code, a link with its address, a link's address below the text, an
// address in angle brackets, and an address on its own.
const linkParts =
	/(`[^`]{0,200}`)|(\[[^[\]]{0,300}\]\(\s{0,9}<?)([^\s<>()]{1,2000})|(^ {0,3}\[[^[\]]{1,100}\]:[ \t]{0,9}<?)([^\s<>]{1,2000})|<([^\s<>]{1,2000})>|(?<![\w@/.:-])((?:https?:\/\/|www\.)[^\s<>()[\]"*]{0,2000}[^\s<>()[\]"*_.,;:!?'’”])/gim;

/** Completes links: "[help](www.example.org)" gets its https://, and an address on its own becomes a link. */
export function completeLinks(text: string): string {
	return text.replaceAll(linkParts, (whole, code, open, address, reference, below, inBrackets, alone) => {
		if (code) return whole;
		if (open) return `${open}${completeAddress(address)}`;
		if (reference) return `${reference}${completeAddress(below)}`;
		if (inBrackets) return host.test(inBrackets) ? `<https://${inBrackets}>` : whole;
		return `<${completeAddress(alone)}>`;
	});
}

/** Returns the addresses of links that would not be rendered. */
export function brokenLinks(text: string): string[] {
	if (text.length > markdownLength || !text.includes("]")) return [];
	const inside = (tokens: Token[]): string[] =>
		tokens.flatMap((token) => [
			...(token.type === "link_open" ? [String(token.attrGet("href"))] : []),
			...inside(token.children ?? []),
		]);
	return inside(parseMarkdown(text)).filter((address) => !isLinkAddress(address));
}

/** Returns words in angle brackets, such as "<name>" and "<b>". Readers see them as they were typed. */
export function wordsInBrackets(text: string): string[] {
	const found = text.match(/<\/?[a-z][^<>\n]{0,80}>/gi) ?? [];
	return [...new Set(found.filter((words) => !/^<[a-z]+:|@/i.test(words)))];
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
