import os from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import LongestFirst from "./tests/support/longest-first.ts";

const file = (name: string) => `tests/domain/${name}.test.ts`;
const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };

/**
 * Files of tests/domain that need no database and leave nothing changed in their process. They share its loaded modules,
 * because to load those and to copy a database takes longer than most of their tests. A file that needs a database fails here.
 * Not here: files that measure time.
 */
const withoutDatabase = [
	"action-call",
	"audit-labels",
	"cell-meanings",
	"copied-cluster",
	"datasets-reader",
	"datasets-rows",
	"demo-table",
	"doctor-outside",
	"export-oddities",
	"exporter-dialects",
	"form-examples",
	"form-steps",
	"form-values",
	"guidance-plan",
	"guidance-texts",
	"held-data-groups",
	"identifiers",
	"incident-props",
	"log",
	"mail-reports",
	"message-texts",
	"mirror-page",
	"organisation",
	"pagination",
	"pasted-messages",
	"readable-words",
	"record-ownership",
	"request-limits",
	"returned-files",
	"seal",
	"suggest-mapping",
	"time",
	"unbroken-words",
	"whole-answer",
].map(file);

/**
 * Files of tests/domain with a process each, because they replace a module, a global or a variable of the process, or read counts that are the
 * process's.
 */
const alone = [
	"cache-warmer",
	"confirmation",
	"double-submit",
	"exposure",
	"incidents",
	"key-check",
	"mail-readers",
	"message-files",
	"metrics",
	"next-contract",
	"push",
	"smtp-faults",
	"span-export",
	"subscriptions",
	"language-route",
	"web-responses",
].map(file);

/** Files of tests/domain that start the site's programs or a PostgreSQL of their own. They take longest, and npm run check leaves them out. */
const programs = [
	"commands",
	"demo-child",
	"documented-commands",
	"import-command",
	"markdown",
	"stolen-database",
	"worker",
].map(file);

/** A file of tests/domain that measures, so nothing else may run beside it. */
const timing = [file("identity-timing")];

/** Files of tests/attacks that measure, so nothing else may run beside them. */
const measured = ["codes-under-load", "floods"].map((name) => `tests/attacks/${name}.test.ts`);
/** The built site is attacked: one site for all files of a project, so they run one at a time, in one process. */
const attacked = {
	globalSetup: ["tests/support/attacked-site.ts"],
	fileParallelism: false,
	isolate: false,
	testTimeout: 120_000,
	hookTimeout: 60_000,
};

/** A file of tests/attacks for npm run security alone, because it takes long. */
const onlySecurity = "tests/attacks/slow-connections.test.ts";
/**
 * Files of tests/faults for npm run faults alone, because they take longest. What web-processes.test.ts has of the first is in npm test, and
 * what the domain tests have of clocks.
 */
const onlyLong = ["deployments", "moved-clock", "moved-database-clock"].map((name) => `tests/faults/${name}.test.ts`);

const withDatabase = {
	globalSetup: ["tests/support/cluster.ts"],
	setupFiles: ["tests/support/test-database.ts", "tests/support/fixed-seed.ts"],
	testTimeout: 120_000,
	hookTimeout: 120_000,
};

export default defineConfig({
	resolve: { alias },
	test: {
		// One more than processors, because files often wait for a process or the database. Vitest's default is one fewer, which on two
		// processors is one file at a time. At most six, because all files share the connections of one PostgreSQL.
		maxWorkers: Math.min(os.availableParallelism() + 1, 6),
		sequence: { sequencer: LongestFirst },
		projects: [
			{
				extends: true,
				test: {
					name: "functions",
					include: withoutDatabase,
					isolate: false,
					setupFiles: ["tests/support/test-keys.ts", "tests/support/fixed-seed.ts"],
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
			{
				extends: true,
				// Each file has a database of its own, and shares the loaded modules of its process.
				test: {
					...withDatabase,
					name: "domain",
					isolate: false,
					setupFiles: [...withDatabase.setupFiles, "tests/support/settings-restored.ts"],
					include: ["tests/domain/**/*.test.ts"],
					exclude: [...withoutDatabase, ...alone, ...programs, ...timing],
				},
			},
			{ extends: true, test: { ...withDatabase, name: "alone", include: alone } },
			{ extends: true, test: { ...withDatabase, name: "programs", include: programs } },
			{
				extends: true,
				// One file for each promise of SECURITY.md.
				test: { ...withDatabase, name: "security", isolate: false, include: ["tests/security/**/*.test.ts"] },
			},
			{
				extends: true,
				// Needs the build. Each file starts programs of its own and kills them.
				test: {
					name: "faults",
					include: ["tests/faults/**/*.test.ts"],
					exclude: process.env.FAULTS ? [] : onlyLong,
					hookTimeout: 60_000,
				},
			},
			{
				extends: true,
				test: {
					...attacked,
					name: "attacks",
					include: ["tests/attacks/**/*.test.ts"],
					exclude: process.env.SECURITY === "long" ? measured : [...measured, onlySecurity],
				},
			},
			{ extends: true, test: { ...attacked, name: "floods", include: measured } },
			// After the floods where both run.
			{ extends: true, test: { ...withDatabase, name: "timing", include: timing, sequence: { groupOrder: 1 } } },
			{
				extends: true,
				// Installs and builds the site anew, for minutes: npm run image.
				test: {
					name: "image",
					include: ["tests/image/**/*.test.ts"],
					testTimeout: 120_000,
					hookTimeout: 900_000,
				},
			},
			{
				extends: true,
				test: { name: "house", isolate: false, include: ["tests/house/**/*.test.ts"], testTimeout: 60_000 },
			},
		],
	},
});
