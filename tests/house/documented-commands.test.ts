import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { boxesOf, commandsOf } from "../support/documented-commands";
import { filesBelow } from "./source";

type Row = { command: string; file: string | undefined; reason: string | undefined };

const rowsOf = (table: string): Row[] =>
	[...table.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, command = "", by = ""]) => ({
		command,
		file: /^`([^`]+)`/.exec(by)?.[1],
		reason: /^not tried: (.+)/.exec(by)?.[1],
	}));

const rows = rowsOf(readFileSync("docs/commands.md", "utf8"));
const commands = filesBelow(["docs"], [".md"])
	.filter((file) => !/^docs\/(decisions|flows)\//.test(file))
	.flatMap((file) => boxesOf(readFileSync(file, "utf8")).flatMap(commandsOf));

const begins = (command: string, { command: start }: Row) => command === start || command.startsWith(start);

/** The words by which a test names what it tries: what npm runs, or else that it runs the documents' own text. */
function words(command: string): string[] {
	if (command === "npm ci") return ['instructions("RUN")', "RUN"];
	const run = /^npm (?:run )?(\w+)(?: -- (.+))?$/.exec(command);
	return run ? [run[1] === "start" ? "web" : (run[1] ?? ""), "documented"] : ["boxesOf("];
}

describe("each command in a box of docs", () => {
	it("is on a line of docs/commands.md, and each line is of a command", () => {
		expect(commands.length).toBeGreaterThan(40);
		expect(commands.filter((command) => !rows.some((row) => begins(command, row)))).toEqual([]);
		expect(rows.filter((row) => !commands.some((command) => begins(command, row)))).toEqual([]);
	});

	it("is tried by a test that is there and names it, or named as not tried with the reason", () => {
		expect(rows.filter(({ file, reason }) => !file === !reason)).toEqual([]);
		const unnamed = rows.filter(({ command, file }) => {
			if (!file) return false;
			const text = existsSync(file) ? readFileSync(file, "utf8") : "";
			return !words(command).some((word) => text.includes(word));
		});
		expect(unnamed).toEqual([]);
	});
});

it("the rule finds commands in boxes alone, without comments, and a unit as one", () => {
	const text =
		"a `npm run x`\n```\nnpm ci\nnpm start     # the web\n\n```\n   ```sh\n   ls\n   ```\n```\n[Unit]\nUser=a\n```\n";
	expect(boxesOf(text).flatMap(commandsOf)).toEqual(["npm ci", "npm start", "ls", "[Unit]"]);
	expect(rowsOf("| `ls` | not tried: why |\n| `a b` | `tests/x.ts` (`npm run y`) |")).toEqual([
		{ command: "ls", file: undefined, reason: "why" },
		{ command: "a b", file: "tests/x.ts", reason: undefined },
	]);
});
