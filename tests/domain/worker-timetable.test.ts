/** What the worker does by itself: a task that nothing queues and no timetable has would never run, and its own tests would not tell. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lanes } from "@/lib/commands/tasks";
import { filesBelow } from "../house/source";

const timetable = lanes.map((lane) => ("crontab" in lane ? lane.crontab : "")).join("\n");
const scheduled = new Map(
	[...timetable.matchAll(/^((?:\S+ ){5})(\w+)/gm)].map(([, when = "", name = ""]) => [name, when.trim()]),
);
const tasks = lanes.flatMap((lane) => Object.keys(lane.taskList));

it("every task of the worker is in its timetable, or queued by name", () => {
	const sources = filesBelow(["db/migrations", "lib"], [".sql", ".ts"]).map((file) => readFileSync(file, "utf8"));
	const queued = sources.flatMap((text) =>
		[...text.matchAll(/(?:add_job|enqueue_job|addJob)\(\s*["'`](\w+)/g)].map(([, name = ""]) => name),
	);
	expect(queued).toContain("send_code");
	expect(tasks.filter((name) => !scheduled.has(name) && !queued.includes(name))).toEqual([]);
	expect([...scheduled.keys()].filter((name) => !tasks.includes(name))).toEqual([]);
});

it("what the log says each minute is looked at each minute", () => {
	for (const name of ["report_codes", "report_mail"]) expect([name, scheduled.get(name)]).toEqual([name, "* * * * *"]);
});
