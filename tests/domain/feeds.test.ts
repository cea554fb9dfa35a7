/** The feeds of updates: what they say, and the rules of Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. */
import { spawnSync } from "node:child_process";
import { DOMParser, type Element, type Node } from "@xmldom/xmldom";
import { beforeAll, describe, expect, test } from "vitest";
import { feedResponse } from "@/app/[locale]/(public)/feeds/feed-response";
import { xmlText } from "@/app/[locale]/(public)/feeds/xml-text";
import { mintStaff } from "@/lib/identity/roles";
import { incidentAdmin, updateAdmin } from "@/lib/incidents";
import { pythonWith } from "../support/other-readers";
import { connectAs, staffRow } from "../support/roles";

const staff = mintStaff("stf_feeds", "Feeds", ["publisher"]);
const site = "http://localhost:3000";
/** Markup, quotes, what ends CDATA, a control character and an emoji. */
const odd = `Fish & chips <b>"now"</b> ]]> 'x' &amp; \u0001 \u{1f600}`;
const shownOdd = `Fish & chips <b>"now"</b> ]]> 'x' &amp;  \u{1f600}`;

async function revisionOf(id: string): Promise<string> {
	const found = (await incidentAdmin.incidentFor(staff, id)) ?? (await updateAdmin.update(staff, id));
	if (!found) throw new Error("gone");
	return found.revision;
}

async function incident(titleEn: string): Promise<string> {
	const headline = { titleEn, titleCy: "", questionEn: "Were you?", questionCy: "", summaryEn: odd, summaryCy: "" };
	const id = await incidentAdmin.create(staff, { status: "active", ...headline });
	await incidentAdmin.publish(staff, id, await revisionOf(id));
	return id;
}

const words = (titleEn: string, bodyEn: string, titleCy = "") => ({
	...{ titleEn, titleCy, summaryEn: `Summary of ${titleEn}`, summaryCy: titleCy && `Crynodeb o ${titleCy}` },
	...{ bodyEn, bodyCy: titleCy && "Y testun llawn" },
});

async function published(incidentId: string, text: ReturnType<typeof words>): Promise<string> {
	const created = await updateAdmin.create(staff, incidentId, text);
	if (!created.ok) throw new Error(created.reason);
	await updateAdmin.publish(staff, created.value, await revisionOf(created.value));
	return created.value;
}

beforeAll(async () => {
	await staffRow(connectAs("owner"), "stf_feeds", "Feeds", "publisher");
	const one = await incident("One");
	const two = await incident("Two");
	await published(one, words(odd, `${odd}\n\n## What to do\n\n[Guidance](/guidance), [below](#below)`, "Cymraeg"));
	const corrected = await published(two, words("Ten people", "Ten people."));
	await updateAdmin.correct(staff, corrected, await revisionOf(corrected), words("Nine people", "Nine people."), {
		noteEn: "We had counted one person twice.",
		noteCy: "",
	});
	const withdrawn = await published(two, words("Claim in a title", "A claim in a text."));
	await updateAdmin.withdraw(staff, withdrawn, await revisionOf(withdrawn), {
		noteEn: "It was about others.",
		noteCy: "",
	});
});

/** Parses XML. Throws if it is malformed. */
function parsed(xml: string): Element {
	const onError = (_: string, message: string) => {
		throw new Error(message);
	};
	const root = new DOMParser({ onError }).parseFromString(xml, "text/xml").documentElement;
	if (!root) throw new Error("empty");
	return root;
}
const within = (of: Node, name: string) =>
	[...of.childNodes].filter((child): child is Element => child.nodeName === name);
const textIn = (of: Node, name: string) => within(of, name)[0]?.textContent ?? "";
const attribute = (of: Node, name: string, which: string) => within(of, name)[0]?.getAttribute(which);

type Entry = { id: string; title: string; summary: string; html: string; published: string; updated: string };
const readers: Record<string, (body: string) => Entry[]> = {
	xml: (body) =>
		within(parsed(body), "entry").map((entry) => ({
			id: textIn(entry, "id"),
			title: textIn(entry, "title"),
			summary: textIn(entry, "summary"),
			html: textIn(entry, "content"),
			published: textIn(entry, "published"),
			updated: textIn(entry, "updated"),
		})),
	rss: (body) =>
		within(within(parsed(body), "channel")[0] as Element, "item").map((item) => ({
			id: textIn(item, "guid"),
			title: textIn(item, "title"),
			summary: textIn(item, "description"),
			html: textIn(item, "content:encoded"),
			published: textIn(item, "pubDate"),
			updated: textIn(item, "atom:updated"),
		})),
	json: (body) =>
		JSON.parse(body).items.map((item: Record<string, string>) => ({
			...{ id: item.id, title: item.title, summary: item.summary, html: item.content_html },
			...{ published: item.date_published, updated: item.date_modified },
		})),
};
const formats = Object.keys(readers);

const bodyOf = async (ending: string, locale = "en", slug?: string) =>
	(await feedResponse(locale, ending, slug)).text();
const entries = async (ending: string, locale = "en", slug?: string) =>
	readers[ending]?.(await bodyOf(ending, locale, slug)) ?? [];

describe.each(formats)("the feed that ends in %s", (ending) => {
	test("has the full text of every update, last changed first, and one address for each", async () => {
		const found = await entries(ending);
		expect(found.map(({ id }) => id.slice(0, site.length + 9))).toEqual(Array(3).fill(`${site}/updates/`));
		expect(new Set(found.map(({ id }) => id)).size).toBe(3);
		const times = found.map(({ updated }) => Date.parse(updated));
		expect(times).toEqual(times.toSorted((one, other) => other - one));
		for (const { published, updated } of found)
			expect(Date.parse(published)).toBeLessThanOrEqual(Date.parse(updated) + 1_000);
		const last = found.at(-1);
		expect(last?.title).toBe(ending === "json" ? odd : shownOdd);
		expect(last?.html).toContain("Fish &amp; chips &lt;b&gt;");
		expect(last?.html).not.toContain("<b>");
		expect(last?.html).toContain("<h2>What to do</h2>");
	});

	test("has no address that only works on the page", async () => {
		const last = (await entries(ending)).at(-1);
		expect(last?.html).toContain(`href="${site}/guidance"`);
		expect(last?.html).toContain(`href="${last?.id}#below"`);
	});

	test("says first what was corrected, and when", async () => {
		const corrected = (await entries(ending)).find(({ title }) => title.includes("Nine people"));
		expect(corrected?.title).toBe("Corrected: Nine people");
		expect(corrected?.html).toMatch(
			/^<p lang="en"><strong>Corrected .*We had counted one person twice\..*Nine people\./s,
		);
		expect(corrected?.html).not.toContain("Ten people");
	});

	test("gives the reason of a withdrawn update and never what it said", async () => {
		const body = await bodyOf(ending);
		expect(body).not.toMatch(/claim in a/i);
		const [withdrawn] = await entries(ending);
		expect(withdrawn?.title).toMatch(/^Withdrawn: our update of /);
		expect(withdrawn?.summary).toBe("It was about others.");
		expect(withdrawn?.html).toContain("It was about others.");
	});

	test("is in Welsh where there is Welsh, and says where it is not", async () => {
		const found = await entries(ending, "cy");
		expect(found.at(-1)).toMatchObject({ title: "Cymraeg", summary: "Crynodeb o Cymraeg" });
		expect(found.at(-1)?.id).toContain(`${site}/cy/updates/`);
		expect(found.at(-1)?.html).toContain('<div lang="cy"><p>Y testun llawn</p>');
		expect(found.find(({ title }) => title.includes("Nine people"))?.html).toContain('<div lang="en">');
	});

	test("of an incident has only its updates", async () => {
		expect(await entries(ending, "en", "two")).toHaveLength(2);
		expect(await entries(ending, "en", "one")).toHaveLength(1);
		expect((await feedResponse("en", ending, "three")).status).toBe(404);
	});

	test("has the same version until an update changes, and the time of the last change", async () => {
		const [first, again, other] = [
			await feedResponse("en", ending, "two"),
			await feedResponse("en", ending, "two"),
			await feedResponse("en", ending, "one"),
		];
		expect(first.headers.get("etag")).toBe(again.headers.get("etag"));
		expect(first.headers.get("etag")).not.toBe(other.headers.get("etag"));
		const updated = Date.parse(readers[ending]?.(await first.text())[0]?.updated ?? "");
		expect(Date.parse(first.headers.get("last-modified") ?? "")).toBe(Math.floor(updated / 1_000) * 1_000);
	});
});

test("Atom has what RFC 4287 asks for", async () => {
	const feed = parsed(await bodyOf("xml"));
	expect([feed.namespaceURI, feed.localName]).toEqual(["http://www.w3.org/2005/Atom", "feed"]);
	const self = within(feed, "link").find((link) => link.getAttribute("rel") === "self");
	expect(self?.getAttribute("href")).toBe(`${site}/feeds/updates.xml`);
	expect(textIn(feed, "id")).toBe(`${site}/feeds/updates.xml`);
	expect(textIn(within(feed, "author")[0] as Element, "name")).toBe("The Meridian Party");
	for (const of of [feed, ...within(feed, "entry")])
		for (const name of ["id", "title", "updated"]) expect(within(of, name)).toHaveLength(1);
	for (const entry of within(feed, "entry")) {
		expect(textIn(entry, "updated")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
		expect(attribute(entry, "content", "type")).toBe("html");
		expect(attribute(entry, "link", "rel")).toBe("alternate");
	}
});

test("RSS has what its specification asks for", async () => {
	const rss = parsed(await bodyOf("rss"));
	expect(rss.getAttribute("version")).toBe("2.0");
	const [channel] = within(rss, "channel");
	for (const name of ["title", "link", "description", "language", "lastBuildDate"])
		expect(within(channel as Element, name), name).toHaveLength(1);
	const date =
		/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;
	expect(textIn(channel as Element, "lastBuildDate")).toMatch(date);
	for (const item of within(channel as Element, "item")) {
		expect(textIn(item, "pubDate")).toMatch(date);
		expect(attribute(item, "guid", "isPermaLink")).toBe("true");
		expect(textIn(item, "link")).toBe(textIn(item, "guid"));
	}
});

test("JSON Feed has what version 1.1 asks for", async () => {
	const feed = JSON.parse(await bodyOf("json", "cy"));
	expect(feed).toMatchObject({
		version: "https://jsonfeed.org/version/1.1",
		home_page_url: `${site}/cy/updates`,
		feed_url: `${site}/cy/feeds/updates.json`,
		language: "cy",
		authors: [{ name: "Plaid Meridian" }],
	});
	for (const item of feed.items) {
		expect([typeof item.id, typeof item.content_html]).toEqual(["string", "string"]);
		expect(item.date_modified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
	}
});

const feedparser = pythonWith("import feedparser");
/** Prints what feedparser makes of a feed: whether it is well formed, its version, and its entries. */
const program = `
import feedparser, json, sys
feedparser.SANITIZE_HTML = False
feed = feedparser.parse(sys.stdin.buffer.read())
dates = lambda entry: [entry.get(name) is not None for name in ("published_parsed", "updated_parsed")]
print(json.dumps([bool(feed.bozo), feed.version, feed.feed.title != "", [[entry.id, entry.title_detail.value, entry.content[0].value, dates(entry)] for entry in feed.entries]]))
`;
test.each([
	["xml", "atom10"],
	["rss", "rss20"],
])(
	`%s is ${feedparser ? "read by feedparser without a fault, and says the same" : "not read by another program: python3-feedparser is not installed"}`,
	async (ending, version) => {
		if (!feedparser) return;
		for (const locale of ["en", "cy"]) {
			const { stdout, stderr } = spawnSync(feedparser, ["-c", program], {
				input: await bodyOf(ending, locale),
				encoding: "utf8",
			});
			expect(stderr).toBe("");
			const [fault, found, titled, read] = JSON.parse(stdout);
			expect([fault, found, titled]).toEqual([false, version, true]);
			const ours = await entries(ending, locale);
			const short = (html: string) => html.replace(/\s+/g, " ").trim();
			expect(read.map(([id, , html, dates]: [string, string, string, boolean[]]) => [id, short(html), dates])).toEqual(
				ours.map(({ id, html }) => [id, short(html), [true, true]]),
			);
		}
	},
);

test("XML gets no character it cannot contain", () => {
	expect(xmlText("a\u0000\u0008\u000b\u001f\ud800\ufffe\uffff\u{1f600}\t\n<b>&\"'")).toBe(
		"a\u{1f600}\t\n&lt;b&gt;&amp;&quot;&apos;",
	);
});

test("another format, another language and an unpublished incident have no feed", async () => {
	for (const [locale, ending] of [
		["en", "txt"],
		["fr", "xml"],
		["en", undefined],
	] as const)
		expect((await feedResponse(locale, ending)).status).toBe(404);
});
