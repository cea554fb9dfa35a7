/** Returns the verdict in the heading of a page, without the incidents that it is about. Undefined if the page has no heading. */
export function answerTitle(html: string): string | undefined {
	return /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.replaceAll(/<span[^>]*>.*?<\/span> /gs, "");
}
