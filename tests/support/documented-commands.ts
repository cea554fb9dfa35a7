/** The commands in the boxes of documents. */

/** Returns the boxes of a document, each as its lines. A comment behind a command is left out. */
export function boxesOf(markdown: string): string[][] {
	return [...markdown.matchAll(/^ *```[^\n]*\n([\s\S]*?)^ *```/gm)].map(([, box = ""]) =>
		box
			.split("\n")
			.map((line) => line.replace(/ {2,}# .*$/, "").trim())
			.filter(Boolean),
	);
}

/** Returns the commands of a box. The unit of a service is one. */
export function commandsOf(box: string[]): string[] {
	return box[0]?.startsWith("[") ? box.slice(0, 1) : box;
}
