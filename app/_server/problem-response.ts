import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { commonHeaders } from "@/lib/common-headers";
import { localeOfPath, type Problem, problemPage, problemPolicy } from "./problem-page";

/** What a request gets that never reaches Next. */
type Refusal = { status: string; problem: Problem; headers?: readonly [string, string][] };

export const refusals = {
	malformed: { status: "400 Bad Request", problem: "malformed" },
	origin: { status: "403 Forbidden", problem: "origin" },
	method: { status: "405 Method Not Allowed", problem: "method" },
	slow: { status: "408 Request Timeout", problem: "slow" },
	unstatedLength: { status: "411 Length Required", problem: "malformed" },
	tooLarge: { status: "413 Content Too Large", problem: "tooLarge" },
	headersTooLarge: { status: "431 Request Header Fields Too Large", problem: "malformed" },
	fault: { status: "500 Internal Server Error", problem: "fault" },
	busy: { status: "503 Service Unavailable", problem: "busy" },
	unavailable: { status: "503 Service Unavailable", problem: "unavailable" },
} as const satisfies Record<string, Refusal>;

/** The page of a refusal and its headers. `path` decides the language. */
function pageOf(refusal: Refusal, path: string): { body: string; headers: [string, string][] } {
	const body = problemPage(refusal.problem, localeOfPath(path));
	return {
		body,
		headers: [
			["Content-Security-Policy", problemPolicy],
			["Content-Type", "text/html; charset=utf-8"],
			["Content-Length", String(Buffer.byteLength(body))],
			["Cache-Control", "private, no-store"],
			...(refusal.headers ?? []),
		],
	};
}

/** Writes a whole response with a problem page to a connection and closes it for writing. */
export function endWithProblem(socket: Duplex, refusal: Refusal, path = "/", method = "GET"): void {
	const { body, headers } = pageOf(refusal, path);
	const lines = [...commonHeaders(), ...headers, ["Connection", "close"]].map(
		([name, value]) => `${name}: ${value}\r\n`,
	);
	socket.end(`HTTP/1.1 ${refusal.status}\r\n${lines.join("")}\r\n${method === "HEAD" ? "" : body}`);
}

/** Answers a request with a problem page, after which its connection carries others. */
export function answerWithProblem(response: ServerResponse, refusal: Refusal, path: string): void {
	const { body, headers } = pageOf(refusal, path);
	response.writeHead(Number.parseInt(refusal.status, 10), Object.fromEntries(headers)).end(body);
}
