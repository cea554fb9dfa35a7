/** Dockerfile and compose.yaml, which no engine runs here: each service has the variables its process needs and no others, and what they copy and call is there. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { DCLinter } from "dclint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { urlVariables } from "@/lib/database";
import { variableNames, variablesOf } from "@/lib/env";

type Service = {
	image: string;
	read_only?: boolean;
	cap_drop?: string[];
	user?: string;
	command?: string[];
	restart?: string;
	environment?: Record<string, string>;
	secrets?: string[];
	volumes?: string[];
	networks?: string[];
	ports?: string[];
	depends_on?: Record<string, { condition: string }>;
};
type Compose = {
	services: Record<string, Service>;
	secrets: Record<string, { file: string }>;
	volumes: Record<string, null>;
	networks: Record<string, { ipam: { config: { subnet: string }[] } }>;
};
const compose = parse(readFileSync("compose.yaml", "utf8"), { merge: true }) as Compose;
const { services } = compose;
const dockerfile = readFileSync("Dockerfile", "utf8");

/** What the schema that the Compose Specification publishes says against a compose file. The linter's rules on style do not count. */
function schemaErrors(file: string): string[] {
	const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] });
	return linter
		.lintFiles([file], false)
		.flatMap(({ messages }) => messages)
		.filter(({ rule }) => rule === "invalid-schema")
		.map(({ line, message }) => `${line}: ${message}`);
}

describe("compose.yaml", () => {
	it("fits the schema of the Compose Specification, which finds a wrong name and a wrong kind of value", () => {
		expect(schemaErrors("compose.yaml")).toEqual([]);
		const folder = mkdtempSync(path.join(os.tmpdir(), "compose-"));
		try {
			const copy = path.join(folder, "compose.yaml");
			const text = readFileSync("compose.yaml", "utf8");
			for (const wrong of [text.replace("depends_on:", "depend_on:"), text.replace("retries: 12", "retries: [12]")]) {
				writeFileSync(copy, wrong);
				expect(schemaErrors(copy)).not.toEqual([]);
			}
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it.each(["web", "worker", "migrate"] as const)(
		"hands the %s the variables it needs, secrets as files, and no others",
		(name) => {
			const role = name === "migrate" ? "owner" : name;
			const { environment = {}, secrets = [] } = services[name] as Service;
			const given = Object.keys(environment).map((each) =>
				variableNames.includes(each) ? each : each.replace(/_FILE$/, ""),
			);
			expect(given.filter((each) => !variableNames.includes(each))).toEqual([]);
			const needed = [...variablesOf[role], urlVariables[role]];
			expect(needed.filter((each) => !given.includes(each))).toEqual([]);
			const others = Object.values(urlVariables).filter((each) => each !== urlVariables[role]);
			expect(given.filter((each) => others.includes(each as never))).toEqual([]);
			const files = Object.entries(environment)
				.filter(([each]) => each.endsWith("_FILE") && each !== "ORGANISATION_FILE")
				.map(([, file]) => file.replace("/run/secrets/", ""));
			expect(files.sort()).toEqual([...secrets].sort());
		},
	);

	it("hands the command of staff what docs/deployment.md lists for it, and it is not started with the rest", () => {
		expect(services.staff?.secrets).toEqual(["database_owner", "identifier_key", "sealing_key"]);
		expect(services.staff).toMatchObject({ profiles: ["commands"] });
	});

	it("declares each secret, volume and network that a service uses, and no other", () => {
		const all = Object.values(services);
		expect([...new Set(all.flatMap(({ secrets = [] }) => secrets))].sort()).toEqual(
			Object.keys(compose.secrets).sort(),
		);
		const named = all.flatMap(({ volumes = [] }) => volumes).flatMap((each) => /^(\w+):/.exec(each)?.[1] ?? []);
		expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
	});

	it("migrates within a time before web and worker start, and the database is healthy before that", () => {
		expect(services.migrate).toMatchObject({
			restart: "no",
			depends_on: { database: { condition: "service_healthy" } },
		});
		expect(services.migrate?.command?.slice(0, 2)).toEqual(["timeout", "900"]);
		for (const name of ["web", "worker"])
			expect(services[name]?.depends_on?.migrate?.condition).toBe("service_completed_successfully");
	});

	it("gives our containers a file system they cannot write and no capability; only the front has ports", () => {
		for (const name of ["web", "worker", "migrate", "staff", "mirror"])
			expect(services[name]).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
		expect(Object.entries(services).flatMap(([name, { ports }]) => (ports ? [name] : []))).toEqual(["front"]);
	});

	it("the web believes the front's network", () => {
		expect(services.web?.environment?.TRUSTED_PROXIES).toBe(compose.networks.front?.ipam.config[0]?.subnet);
	});
});

describe("the Dockerfile", () => {
	it("copies what is there, which .dockerignore lets through", () => {
		const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, names = ""]) => names.split(" "));
		expect(copied.filter((name) => !existsSync(name))).toEqual([]);
		const ignored = readFileSync(".dockerignore", "utf8").split("\n");
		expect(copied.filter((name) => !ignored.includes(`!${name}`))).toEqual([]);
	});

	it("does not run as root, and installs only what production needs, without scripts of packages but esbuild's", () => {
		expect(dockerfile.lastIndexOf("USER node")).toBeGreaterThan(dockerfile.lastIndexOf("RUN "));
		expect(dockerfile).toContain("npm ci --omit=dev --ignore-scripts");
	});
});
