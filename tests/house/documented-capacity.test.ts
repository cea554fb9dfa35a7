import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { unprovenMails } from "@/lib/identity/code-limits";

const page = readFileSync("docs/capacity.md", "utf8");
const figures = readFileSync("docs/figures.md", "utf8");

/** The number in a document before or after some words. */
function numberIn(text: string, words: RegExp): number {
	const found = words.exec(text)?.[1];
	if (found === undefined) throw new Error(`no ${words}`);
	return Number(found.replaceAll(",", ""));
}
const count = (value: number) => Math.round(value).toLocaleString("en");
const rate = (value: number) => value.toFixed(1);

it("the table of docs/capacity.md follows from its assumptions and from the measured figures", () => {
	const firstDay = numberIn(page, /([\d.]+) % of all people come on the first day/) / 100;
	const thirdDay = numberIn(page, /and ([\d.]+) % by the third/) / 100;
	const busiestHour = numberIn(page, /([\d.]+) % of a day's people come/) / 100;
	const typedAfter = numberIn(page, /are typed (\d+) s after/);
	const answers = numberIn(figures, /\| the answer, signed in \| ([\d,]+) a second/);
	const codes = numberIn(figures, /the slowest code after its request: (\d+) requests a second/);
	const mails = numberIn(figures, /\| handing it over[^|]*\| ([\d,]+) a second/);
	const rows = [...page.matchAll(/^\| ([\d,]+) \| .*$/gm)].map(([line]) => line);
	expect(rows).toHaveLength(3);
	for (const row of rows) {
		const people = numberIn(row, /^\| ([\d,]+)/);
		const inHour = people * firstDay * busiestHour;
		const each = inHour / 3_600;
		// One code in ten is never typed.
		const underWay = each * (0.9 * typedAfter + 0.1 * unprovenMails.minutes * 60);
		expect(row).toBe(
			`| ${[
				count(people),
				count(people * firstDay),
				count(people * thirdDay),
				count(inHour),
				rate(each),
				`${rate((100 * each) / answers)} %`,
				`${count((100 * each) / codes)} %`,
				count(underWay),
				`${rate(people / mails / 3_600)} h`,
			].join(" | ")} |`,
		);
	}
	expect(page).toContain(`${answers} answers a second; ${codes} codes asked for a second during a minute`);
	expect(page).toContain(`${mails} mails a second`);
	expect(page).toContain(`${count(unprovenMails.all)} codes that nobody has used yet`);
	expect(page).toContain(`${count(unprovenMails.perDomain)} of them`);
});
