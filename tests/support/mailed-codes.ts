// Apart from people.ts, which loads most of lib: a process of the browser tests needs only this.

/** Returns the short code in a mail. */
export function codeIn(text: string): string {
	const found = /^ {4}(\d{6,10})$/m.exec(text);
	if (!found?.[1]) throw new Error("no code in this mail");
	return found[1];
}

/** Returns the long code in a mail. */
export function longCodeIn(text: string): string {
	const found = /^ {4}((?:\d{5} ?){5})$/m.exec(text);
	if (!found?.[1]) throw new Error("no long code in this mail");
	return found[1].replaceAll(" ", "");
}
