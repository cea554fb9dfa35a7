/** Runs one part, prints its table and saves it in tests/bench/results. Exits with 1 if a bound is missed. */
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
// Exits explicitly, because a process that was not stopped would keep this one running.
process.exit(rows.every(keeps) ? 0 : 1);
