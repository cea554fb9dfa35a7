import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withinMs } from "@/lib/identity/provider-tokens";
import { limitsOf, memberChanges, requestLimits, uploadFileBytes, uploadFileSize } from "@/lib/limits";
import { sources } from "./source";

/** Writes bytes in the largest unit in which they are a whole number. */
function size(bytes: number): string {
	const at = [3, 2, 1].find((power) => bytes % 1024 ** power === 0) ?? 0;
	return `${bytes / 1024 ** at} ${["bytes", "kB", "MB", "GB"][at]}`;
}
const seconds = (ms: number) => `${ms / 1000} s`;
const numbers = ({ inAll, perClient }: { inAll: number; perClient: number }) =>
	`${inAll} in all, ${perClient} of a client`;

/** The value of each row of the table in docs/deployment.md. */
function documentedValues(): string[] {
	const [, table = ""] = /^\| Limit \|.*\n\|-.*\n((?:\|.*\n)+)/m.exec(readFileSync("docs/deployment.md", "utf8")) ?? [];
	return table
		.trim()
		.split("\n")
		.map((line) => line.split("|")[2]?.trim() ?? "");
}

it("the table of limits in docs/deployment.md has the values of lib/limits.ts, each of them", () => {
	const limits = requestLimits;
	// Typed, so that a new limit needs a row here.
	const rows: Record<
		Exclude<keyof typeof limits, "headersMs" | "formBytes" | "bodyBytesPerSecond" | "dropMs">,
		string
	> = {
		formFields: String(limits.formFields),
		headerBytes: `${size(limits.headerBytes)}, there within ${seconds(limits.headersMs)}`,
		userAgentLength: `${limits.userAgentLength} characters`,
		bodyMs: `there within ${seconds(limits.bodyMs)}, and 1 s more for each ${size(limits.bodyBytesPerSecond)} its address takes`,
		uploadIdleMs: `any time while something of it arrives each ${seconds(limits.uploadIdleMs)}`,
		answerMs: `within ${seconds(limits.answerMs)} of the request's end`,
		idleMs: `closed after ${seconds(limits.idleMs)}`,
		proxyIdleMs: `closed after ${seconds(limits.proxyIdleMs)}`,
		requests: `${numbers(limits.requests)}; the last ${limits.requests.underWay} are for forms and pages of codes that are under way`,
		frontPages: numbers(limits.frontPages),
		turns:
			`${limits.turns.inAll}, ${limits.turns.inAll} of those that are kept and ${limits.turns.inAll} forms of sign-out, exit, language and steps of the plan; others wait for their turn, client by client, ` +
			`at most ${seconds(limits.turns.waitMs)} once somebody has always been waiting for ${seconds(limits.turns.standingMs)}, ` +
			`forms and pages of codes that are under way at most ${seconds(limits.turns.underWayMs)}; ` +
			`a turn lasts ${seconds(limits.turns.turnMs)} at most; one is begun once connections have stopped coming in, or after ${seconds(limits.turns.crowdMs)}`,
		uploads: `${numbers(limits.uploads)}, ${limits.uploads.perStaff} of a member of staff`,
		handlerForms: numbers(limits.handlerForms),
		largeForms: numbers(limits.largeForms),
		connections: numbers(limits.connections),
		retryAfter: `${limits.retryAfter} s`,
		dropBytes: `${size(limits.dropBytes)}, for ${seconds(limits.dropMs)}`,
	};
	const bodies = ["/sign-in", "/language", "/staff"].map((path) => limitsOf(path).bodyBytes);
	expect(documentedValues()).toEqual([...[...bodies, uploadFileBytes].map(size), ...Object.values(rows)]);
});

it("the size of the largest upload is written in lib/limits.ts alone", () => {
	expect(uploadFileSize).toBe(size(uploadFileBytes));
	expect(
		sources()
			.filter(({ text }) => text.includes(uploadFileSize))
			.map(({ file }) => file),
	).toEqual([]);
});

it("the limits that SECURITY.md, and the proxy's settings that docs/deployment.md name, are those of lib/limits.ts", () => {
	const text = (file: string) => readFileSync(file, "utf8").replace(/\s+/g, " ");
	const { requests, turns, connections, uploads, frontPages } = requestLimits;
	expect(text("SECURITY.md")).toContain(
		`Of the ${frontPages.inAll} pages that the front (\`npm run front\`) hands on at a time a client has ${frontPages.perClient}, whether or not it waits for them.`,
	);
	const [, answerSize] = /mostBytes = (\d+) \* 1024;/.exec(text("lib/whole-answer.ts")) ?? [];
	expect(text("SECURITY.md")).toContain(`read up to ${answerSize} kB and for ${withinMs / 1_000} s`);
	expect(text("SECURITY.md")).toContain(
		`A form brings at most ${size(limitsOf("/sign-in").bodyBytes)}, one of staff who are signed in ${size(limitsOf("/staff").bodyBytes)}. ` +
			`A client has at most ${requests.perClient} requests and ${connections.perClient} connections, ` +
			`a member of staff ${uploads.perStaff} uploads. ` +
			`A process makes ${turns.inAll} pages at a time; when more come than go, who waits ${turns.waitMs / 1_000} s for a turn is told to come back.`,
	);
	const { perHour } = memberChanges;
	expect(text("db/migrations/0005_audit.sql")).toContain(`most CONSTANT integer := ${perHour};`);
	expect(text("SECURITY.md")).toContain(`A member makes ${perHour} entries within an hour at most`);
	expect(text("docs/deployment.md")).toContain(`what a member changes (${perHour} within an hour)`);
	expect(text("docs/deployment.md")).toContain(`uploads on as they arrive, up to ${size(uploadFileBytes)} `);
	const proxyBytes = Number(/client_max_body_size (\d+)g;/.exec(text("docs/deployment.md"))?.[1]) * 1024 ** 3;
	expect(proxyBytes).toBeGreaterThanOrEqual(limitsOf("/staff/datasets/upload").bodyBytes);
});
