import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { MarkdownText } from "@/components/ui/markdown";
import { updateText } from "@/lib/incidents/schema";
import { brokenLinks, completeLinks, markdownLength, wordsInBrackets } from "@/lib/markdown";

const html = (text: string) =>
	renderToStaticMarkup(MarkdownText({ text }))
		.replace(/^<div class="prose max-w-read">/, "")
		.replace(/<\/div>$/, "");

describe("Markdown of staff becomes", () => {
	it.each([
		["One *or* **two**\nlines", "<p>One <em>or</em> <strong>two</strong>\nlines</p>"],
		["# Top\n\n## Next\n\n#### Low", "<h3>Top</h3><h3>Next</h3><h4>Low</h4>"],
		["##### Lower still", "<h4>Lower still</h4>"],
		["- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"],
		["- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"],
		["3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'],
		["> said\n\n---", "<blockquote>\n<p>said</p>\n</blockquote>\n<hr/>"],
		["a  \nb", "<p>a<br/>b</p>"],
		[
			"[us](https://example.org/a) [here](/guidance)",
			'<p><a href="https://example.org/a">us</a> <a href="/guidance">here</a></p>',
		],
		[
			"Call 0800 000 0000, text CALL to **7726** or dial 999. [Ring us on 0800 000 0000](tel:08000000000).",
			'<p>Call <span class="inline-block"><a href="tel:08000000000" class="inline-block py-0.5">0800 000 0000</a>,</span> text CALL to <strong><span class="inline-block"><a href="sms:7726" class="inline-block py-0.5">7726</a></span></strong> or dial <span class="inline-block"><a href="tel:999" class="inline-block py-0.5">999</a>.</span> <a href="tel:08000000000">Ring us on 0800 000 0000</a>.</p>',
		],
		[
			"999 people, £7726, 7,726 and case 1234567890. We call 300 people, and call 250 members.",
			"<p>999 people, £7726, 7,726 and case 1234567890. We call 300 people, and call 250 members.</p>",
		],
		["[ring](tel:+442079460000)", '<p><a href="tel:+442079460000">ring</a></p>'],
		["[a](javascript:alert(1)) [b](//evil.example) [c](data:text/html,x)", "<p>a b c</p>"],
		[
			"Ask for <duty officer> & <b onclick='x'>run</b>",
			"<p>Ask for &lt;duty officer&gt; &amp; &lt;b onclick=&#x27;x&#x27;&gt;run&lt;/b&gt;</p>",
		],
		["![a map](https://example.org/map.png)", "<p>a map</p>"],
		["`code` and\n\n    more", "<p>code and</p><p>more</p>"],
		["&copy; \\*not\\*", "<p>© *not*</p>"],
	])("%j", (text, expected) => {
		const lineless = (markup: string) => markup.replaceAll(/>\n+/g, ">").replaceAll(/\n+</g, "<");
		expect(lineless(html(text))).toBe(lineless(expected));
	});
});

describe("links are completed when a text is saved, and those that lead nowhere are named", () => {
	it.each([
		["[help](www.example.org/help)", "[help](https://www.example.org/help)"],
		[
			"[help](example.org) and [press](press@example.org)",
			"[help](https://example.org) and [press](mailto:press@example.org)",
		],
		[
			"[here](/guidance) [us](https://example.org) [ring](tel:0300)",
			"[here](/guidance) [us](https://example.org) [ring](tel:0300)",
		],
		[
			"See www.example.org/a_b, or https://example.org.",
			"See <https://www.example.org/a_b>, or <https://example.org>.",
		],
		["<www.example.org> <https://example.org> <name>", "<https://www.example.org> <https://example.org> <name>"],
		["[www.example.org](https://www.example.org)", "[www.example.org](https://www.example.org)"],
		["`www.example.org` and me@www.example.org", "`www.example.org` and me@www.example.org"],
		["[help]\n\n[help]: www.example.org", "[help]\n\n[help]: https://www.example.org"],
		["e.g. this, i.e. that. 3.5 of 4.", "e.g. this, i.e. that. 3.5 of 4."],
	])("%j", (typed, saved) => {
		expect(completeLinks(typed)).toBe(saved);
		expect(completeLinks(saved)).toBe(saved);
		expect(brokenLinks(saved)).toEqual([]);
	});

	it.each([
		"[a](javascript:alert(1))",
		"[a](//evil.example)",
		"[a](ftp://example.org)",
		"[a](over there)",
		"[a](<our page>)",
	])("%j is not saved, or shown as typed", (text) => {
		const named = !updateText.safeParse({ titleEn: "T", summaryEn: "S", bodyEn: text }).success;
		expect(named || html(completeLinks(text)) === `<p>${text}</p>`).toBe(true);
	});

	it("names words in angle brackets, but not addresses", () => {
		expect(wordsInBrackets("Ask <duty officer>, <b>now</b>, <https://example.org>, <a@b.example>, 3 < 4 > 2")).toEqual([
			"<duty officer>",
			"<b>",
			"</b>",
		]);
	});
});

/** Texts of the maximum length that made another parser take seconds or overflow the stack. */
const hostile = Object.entries({
	quotes: "> ",
	"quotes with lists": "> - ",
	"lists in lists": "1. ",
	tabs: ">\t",
	brackets: "[",
	links: "[a](b) ",
	pictures: "![",
	stars: "*a **b ",
	underlines: "*[a_",
	"words in stars": "a**b",
	"headings by underline": "a\n-\n",
	lists: "- a\n  - b\n    - c\n",
	references: "[a]: b\n",
	angles: "<",
	entities: "&",
	"lazy lines": "> a\nb\n",
	paragraphs: "a\n\n",
	addresses: "<a@b.c> ",
	"web addresses": "www.a.",
	"links to hosts": "[a](a.b",
	"words in stars and underlines": "_*",
	"lists of paragraphs": "- a\n\n  b\n",
}).map(
	([name, piece]) => [name, piece.repeat(Math.ceil(markdownLength / piece.length)).slice(0, markdownLength)] as const,
);

const fields = { titleEn: "Title", summaryEn: "Summary" };
/** Parses and renders a text. Returns the processor time, in milliseconds. */
function processorTime(text: string): number {
	const before = process.cpuUsage();
	updateText.safeParse({ ...fields, bodyEn: text });
	html(text);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** As long as the hostile texts: paragraphs of words with a link and a list. */
const ordinary = "Some words *about* it, and [a link](https://example.org).\n\n- one\n- two\n\n"
	.repeat(markdownLength)
	.slice(0, markdownLength);

describe("the longest text of one pattern takes at most six times as long as an ordinary text of that length", () => {
	it.each(hostile)("%s", (_name, text) => {
		// By turns, because the machine is not always as fast; again only where two turns do not show it.
		const times: (readonly [number, number])[] = [];
		const fastest = (at: 0 | 1) => Math.min(...times.map((pair) => pair[at]));
		const ratio = () => fastest(1) / fastest(0);
		while (times.length < 2 || (times.length < 10 && ratio() >= 6))
			times.push([processorTime(ordinary), processorTime(text)]);
		expect(ratio()).toBeLessThan(6);
	});
});

describe("a text with too deep nesting is refused when it is saved", () => {
	const faults = (bodyEn: string) =>
		updateText
			.safeParse({ titleEn: "Title", summaryEn: "Summary", bodyEn })
			.error?.issues.map(({ message }) => message) ?? [];
	const nestedLists = (levels: number) =>
		Array.from({ length: levels }, (_, at) => `${"  ".repeat(at)}- level`).join("\n");
	const sentence = "Lists and quotes are nested more than 10 deep. Take some levels out";

	it.each([
		["ten lists", nestedLists(9), []],
		["quotes", `${"> ".repeat(8)}deep`, []],
		["too many lists", nestedLists(12), [sentence]],
		["too many quotes", `${"> ".repeat(30)}deep`, [sentence]],
		["many thousand quotes", "> ".repeat(9_000), [sentence]],
		["quotes and lists by turns", `${"> - ".repeat(9)}deep`, [sentence]],
		["a long text of plain words", "word ".repeat(3_999), []],
	])("%s", (_, text, expected) => {
		expect(faults(text)).toEqual(expected);
	});
});
