import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addIncident } from "../support/exposed-people";
import { signedInStaff } from "../support/people";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");
const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), "import-command-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => path.join(folder, name);

const rows = ["Name,Email,Joined", "Jo,jo@example.org,1989-05-30", "Kit,kit@example,soon"];
let slug: string;
let incidentId: string;

beforeAll(async () => {
	await signedInStaff("ada@example.org", "data-lead");
	({ incidentId } = await addIncident(owner, { dataset: false }));
	// A table may be imported before its incident is published.
	const found = await owner.query("update incident set published_at = null where id = $1 returning slug", [incidentId]);
	slug = found.rows[0].slug;
	writeFileSync(at("table.csv"), `${rows.join("\n")}\n`);
});

/** Runs `npm run import` with these arguments and the worker's environment. */
async function importing(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
	const { DATABASE_URL, DATABASE_URL_WEB, ...env } = process.env;
	return run(process.execPath, ["lib/commands/run-command.mjs", "import", ...words], { env }).then(
		({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
		({ code, stdout, stderr }) => ({ code, stdout, stderr }),
	);
}
const versions = async () =>
	(await owner.query("select state, file_name from dataset_version join dataset on dataset.id = dataset_id")).rows;

it("--propose prints a mapping, and the format of the file beside it", async () => {
	const { code, stdout, stderr } = await importing(at("table.csv"), "--propose");
	expect(code).toBe(0);
	expect(stderr).toContain("Read as UTF-8, separated by commas, no quotes, Unix line endings (LF).");
	const mapping = JSON.parse(stdout);
	expect(mapping.columns).toMatchObject([
		{ header: "Name", as: "name", part: "full" },
		{ header: "Email", as: "identifier", kind: "email" },
		{ header: "Joined", as: "since" },
	]);
	writeFileSync(at("mapping.json"), stdout);
});

it("--propose asks what the mapping page asks: what yes and no mean, and which comes first in dates that fit both", async () => {
	writeFileSync(
		at("asked.csv"),
		`Email,Joined,Born,Direct debit\n${["Yes", "No", "No", "No"].map((word, row) => `a${row}@example.org,02/0${row + 3}/2014,30/0${row + 1}/1989,${word}`).join("\n")}\n`,
	);
	const { code, stdout, stderr } = await importing(at("asked.csv"), "--propose");
	expect(code).toBe(0);
	expect(stderr).toContain("? Joined: its dates do not show whether the day or the month comes first.");
	expect(stderr).not.toContain("? Born: its dates");
	expect(stderr).toContain(
		"? Direct debit: “No”: nothing is held; “Yes”: something is held, this does not say what. If that is wrong",
	);
	const { columns } = JSON.parse(stdout);
	expect(columns[1]).toEqual({ header: "Joined", as: "since" });
	expect(columns[2]).toMatchObject({ header: "Born", dateOrder: "day-first" });
	expect(columns[3]).toMatchObject({ header: "Direct debit", values: { no: "nothing", yes: "held" } });
	// What it prints is a mapping.
	writeFileSync(at("asked.json"), stdout);
	const dry = await importing(at("asked.csv"), "--mapping", at("asked.json"), "--dry-run");
	expect(dry).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ {2}bank-details +1$/m) });
});

it("--dry-run says what is wrong in each row, imports nothing, and writes the rows on request", async () => {
	const words = [at("table.csv"), "--mapping", at("mapping.json"), "--dry-run", "--rows-to-correct", at("rows.csv")];
	const { code, stdout } = await importing(...words);
	expect(code).toBe(0);
	expect(stdout).toMatch(/^Rows +2$/m);
	expect(stdout).toMatch(/^Records +1$/m);
	expect(stdout).toContain("row 3, Email: Not an email address");
	expect(stdout).toContain("Read as UTF-8, separated by commas, no quotes, Unix line endings (LF).");
	expect(stdout).toContain("Delete it");
	expect(stdout).not.toContain("kit");
	expect(await versions()).toEqual([]);
	expect(readFileSync(at("rows.csv"), "utf8")).toBe(
		'\ufeff"Row in the file","What to correct","Name","Email","Joined"\r\n3,"Email: Not an email address; Joined: Not a date; Nothing this person can be found by","Kit","kit@example","soon"\r\n',
	);
	expect(statSync(at("rows.csv")).mode & 0o777).toBe(0o600);
	const again = await importing(...words);
	expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining("is there already") });
});

it("imports into an unpublished incident, and then the corrected rows", async () => {
	const into = ["--incident", slug, "--mapping", at("mapping.json"), "--as", "ada@example.org"];
	const slip = await importing(at("table.csv"), ...into, "--dataset", "Afected table");
	expect(slip).toMatchObject({
		code: 1,
		stderr: expect.stringContaining('has no dataset "Afected table". It has none yet.'),
	});
	expect(await owner.query("select from dataset")).toMatchObject({ rowCount: 0 });
	const words = ["--new-dataset", "Affected table", "--rows-to-correct", at("again.csv")];
	const first = await importing(at("table.csv"), ...into, ...words);
	expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("Version 1") });
	const corrected = readFileSync(at("again.csv"), "utf8")
		.replace("kit@example", "kit@example.org")
		.replace("soon", "2001");
	writeFileSync(at("corrected.csv"), corrected);
	const second = await importing(at("corrected.csv"), ...into, "--new-dataset", "Corrected rows");
	const unnamed = await importing(at("table.csv"), ...into);
	expect(unnamed.stderr).toContain('It has: "Affected table", "Corrected rows". To add one, give --new-dataset NAME.');
	expect(second.stdout).toMatch(/^Records +1$/m);
	expect(second.stdout).not.toMatch(/Problems|!/);
	expect(await versions()).toEqual([
		{ state: "ready", file_name: "table.csv" },
		{ state: "ready", file_name: "corrected.csv" },
	]);
	const { rows: read } = await owner.query("select detail from audit_event where action = 'dataset-version.rows-read'");
	expect(read).toEqual([{ detail: { rows: 1 } }]);
});

it("prints its usage if arguments are missing", async () => {
	expect(await importing(at("table.csv"))).toMatchObject({ code: 1, stderr: expect.stringContaining("OUT.csv") });
	const nowhere = await importing(
		at("table.csv"),
		"--mapping",
		at("mapping.json"),
		"--incident",
		"nowhere",
		"--as",
		"ada@example.org",
	);
	expect(nowhere).toMatchObject({ code: 1, stderr: "There is no incident nowhere.\n" });
});
