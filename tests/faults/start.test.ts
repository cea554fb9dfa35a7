/** npm start over the build that is there, handed a variable too few. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import type { variablesOf } from "@/lib/env";

const key = () => randomBytes(32).toString("base64");
const whole: Record<"DATABASE_URL_WEB" | (typeof variablesOf.web)[number], string> = {
	DATABASE_URL_WEB: "postgresql://web@127.0.0.1:1/selfcheck",
	SITE_URL: "http://localhost",
	ORGANISATION_FILE: "db/demo/organisation.json",
	IDENTIFIER_KEY: key(),
	SEALING_KEY: key(),
	AUTH_SECRET: key(),
	CONFIRMATION_KEY: key(),
};

it.each([
	["AUTH_SECRET", "", "AUTH_SECRET is missing; .env.example explains it.\n"],
	["DATABASE_URL_WEB", "", "DATABASE_URL_WEB is missing; .env.example explains it.\n"],
	[
		"SEALING_KEY",
		"short",
		"SEALING_KEY must be 32 random bytes in base64 (openssl rand -base64 32); .env.example explains it.\n",
	],
])(
	"npm start ends with one sentence where %s is %j",
	(name, value, sentence) => {
		const started = spawnSync("npm", ["start", "--silent"], {
			env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: "0", ...whole, [name]: value },
			encoding: "utf8",
			timeout: 20_000,
			killSignal: "SIGKILL",
		});
		expect({ code: started.status, said: started.stderr }).toEqual({ code: 1, said: sentence });
	},
	30_000,
);
