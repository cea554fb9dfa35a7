/** Letters of other scripts, and figures, that look like a Latin letter in common typefaces. A small part of Unicode's confusables.txt. */
const lookLike: Record<string, string> = {
	a: "аɑαаａɐ4",
	b: "ЬьɓƄ",
	c: "сϲⅽᴄ",
	d: "ԁɗⅾժ",
	e: "еҽєɛ℮3",
	f: "ſϝք",
	g: "ɡցɢ",
	h: "һհℎ",
	i: "іιıɩӏӀ",
	j: "јϳ",
	k: "κкᴋ",
	l: "ⅼ1|ꓲɭ",
	m: "мⅿᴍ",
	n: "ոпη",
	o: "оοօ0ѳθσ",
	p: "рρⲣ",
	q: "ԛգ",
	r: "гᴦʀ",
	s: "ѕꜱʂ5",
	t: "тτᴛ",
	u: "υսʋᴜ",
	v: "νѵⅴᴠ",
	w: "ԝѡᴡա",
	x: "хχⅹ",
	y: "уүγʏ",
	z: "ᴢʐ",
	"-": "‐‑‒–—−ー",
	".": "․。．｡",
	"/": "⁄∕",
};
const latin = new Map(
	Object.entries(lookLike).flatMap(([letter, others]) => [...others].map((each) => [each, letter])),
);

/** Characters that nobody sees, and those that turn the direction of a text. */
const invisible = /\p{DI}|\p{Cf}|\p{Cc}/gu;

/** Whether a text has characters that nobody sees. Line breaks and tabs do not count. */
export const hasInvisible = (text: string): boolean => text.replace(/[\t\r\n]/g, "").search(invisible) >= 0;

/** Removes characters that nobody sees. Line breaks and tabs stay as spaces. */
export const withoutInvisible = (text: string): string => text.replace(/[\t\r\n]/g, " ").replace(invisible, "");

/**
 * Returns what a text looks like, in Latin letters without accents. Two texts with the same result can be taken for each other
 * (Unicode Technical Standard 39, skeleton). "i" counts as l, which a capital I looks like; "rn" and "nn" as m, "vv" as w, "cl" as d.
 */
export function skeleton(text: string): string {
	const letters = [
		...withoutInvisible(text)
			.normalize("NFKD")
			.replace(/\p{Mark}/gu, "")
			.toLowerCase(),
	];
	const read = letters.map((letter) => latin.get(letter) ?? letter).join("");
	return read.replaceAll("i", "l").replace(/rn|nn/g, "m").replaceAll("vv", "w").replaceAll("cl", "d");
}

/** Returns the characters of a text that only look like Latin letters or figures, each once. */
export function foreignLetters(text: string): string[] {
	const foreign = [...text.normalize("NFKC")].filter((letter) => /[^\p{ASCII}]/u.test(letter) && latin.has(letter));
	return [...new Set(foreign)];
}
