/** Runs one part, prints its table and keeps it in tests/bench/results. Ends with 1 where a bound is missed. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { keeps, type Row } from "./row";

const part = process.argv[2] ?? "";
const folder = path.resolve(import.meta.dirname, "..");
const { run } = (await import(path.join(folder, `${part}.ts`))) as { run(): Promise<Row[]> };
const rows = await run();

const table = rows.map((row) => ({
	what: row.name,
	value: `${row.value} ${row.unit}`,
	reference: row.reference === null ? "" : `${row.reference} ${row.unit}`,
	ratio: row.ratio ?? "",
	bound: row.bound === null ? "" : `${row.better === "higher" ? "≥" : "≤"} ${row.bound}`,
	kept: row.bound === null ? "" : keeps(row) ? "yes" : "NO",
}));
console.log(`\n${part}`);
console.table(table);
mkdirSync(path.join(folder, "results"), { recursive: true });
writeFileSync(path.join(folder, "results", `${part}.json`), `${JSON.stringify(rows, null, "\t")}\n`);
// A part that forgot to stop something must not hang the run.
process.exit(rows.every(keeps) ? 0 : 1);
