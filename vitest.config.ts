import os from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };

export default defineConfig({
	resolve: { alias },
	test: {
		// One more than processors, because files often wait for a process or the database. Vitest's default is one fewer, which on two
		// processors is one file at a time. At most six, because all files share the connections of one PostgreSQL.
		maxWorkers: Math.min(os.availableParallelism() + 1, 6),
		projects: [
			{
				extends: true,
				test: {
					name: "domain",
					include: ["tests/domain/**/*.test.ts"],
					globalSetup: ["tests/support/cluster.ts"],
					setupFiles: ["tests/support/test-database.ts", "tests/support/fixed-seed.ts"],
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
			{
				extends: true,
				// One file for each promise of SECURITY.md.
				test: {
					name: "security",
					include: ["tests/security/**/*.test.ts"],
					globalSetup: ["tests/support/cluster.ts"],
					setupFiles: ["tests/support/test-database.ts", "tests/support/fixed-seed.ts"],
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
			{
				extends: true,
				// Each file starts its own site from the build and kills its processes, so files run one at a time.
				test: { name: "faults", include: ["tests/faults/**/*.test.ts"], fileParallelism: false, hookTimeout: 60_000 },
			},
			{
				extends: true,
				// The built site is attacked: one site for all files, so they run one at a time.
				test: {
					name: "attacks",
					include: ["tests/attacks/**/*.test.ts"],
					// Takes minutes and has no short form.
					exclude: process.env.SECURITY === "long" ? [] : ["tests/attacks/codes-under-load.test.ts"],
					globalSetup: ["tests/support/attacked-site.ts"],
					fileParallelism: false,
					hookTimeout: 60_000,
				},
			},
			{
				extends: true,
				test: { name: "house", isolate: false, include: ["tests/house/**/*.test.ts"], testTimeout: 60_000 },
			},
		],
	},
});
