/**
 * Floods a site of this machine for some seconds, from several networks of 127.0.0.0/8, so that the limits of each client
 * hold as they would. A process of its own, so that it takes no time of the one that measures. Stops by itself and prints how
 * each kind of request was answered.
 */
import { connect } from "node:net";
import { sendRaw } from "./raw-request";

const { port, origin, seconds, action } = JSON.parse(process.argv[2] ?? "{}") as {
	port: number;
	origin: string;
	seconds: number;
	/** The id of a server action. */
	action: string;
};
const end = performance.now() + seconds * 1_000;
const counts: Record<string, Record<string, number>> = {};
function count(kind: string, answer: string): void {
	counts[kind] ??= {};
	counts[kind][answer] = (counts[kind][answer] ?? 0) + 1;
}

const head = (line: string, ...headers: string[]) =>
	`${[`${line} HTTP/1.1`, "Host: localhost", `Origin: ${origin}`, ...headers].join("\r\n")}\r\n\r\n`;
const post = (body: Buffer, ...headers: string[]) =>
	Buffer.concat([
		Buffer.from(head("POST /sign-in", `Content-Length: ${body.length}`, "Connection: close", ...headers)),
		body,
	]);
const formType = "Content-Type: application/x-www-form-urlencoded";
const actionHeaders = [`Next-Action: ${action}`, "Content-Type: text/plain;charset=UTF-8"];

/** A pasted message of 64 kB that names one action as often as it can, beside arguments that fill the other half. */
function namedOften(): Buffer {
	const part = (name: string, value: string) =>
		`--qqqq\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
	const state = JSON.stringify([{ errors: Array(14_000).fill(0) }]);
	const call = part("$ACTION_1:0", '{"id":"x","bound":"$@1"}') + part("$ACTION_1:1", state);
	const body = `${part("$ACTION_REF_1", "").repeat(450)}${call}--qqqq--\r\n`;
	const lines = [
		"Content-Type: multipart/form-data; boundary=qqqq",
		`Content-Length: ${body.length}`,
		"Connection: close",
	];
	return Buffer.from(head("POST /verify/message", ...lines) + body);
}

/** A form of the language switch with as many files as its 64 kB hold. */
function manyFiles(): Buffer {
	const part = '--qqqq\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nx\r\n';
	const body = `${part.repeat(900)}--qqqq--\r\n`;
	const lines = [
		"Content-Type: multipart/form-data; boundary=qqqq",
		`Content-Length: ${body.length}`,
		"Connection: close",
	];
	return Buffer.from(head("POST /language", ...lines) + body);
}

/** Each kind of request: how many a second, from which address, and its bytes. */
const requests: Record<string, { rate: number; from: string; bytes: Buffer | string }> = {
	"texts of 879 kB": {
		rate: 8,
		from: "127.11.0.1",
		bytes: post(Buffer.from(`email=${"\uFDFA".repeat(293_000)}`), formType),
	},
	"texts of 15 kB": {
		rate: 8,
		from: "127.12.0.1",
		bytes: post(Buffer.from(`email=${"\uFDFA".repeat(5_000)}`), formType),
	},
	"arguments of 957 kB": { rate: 4, from: "127.13.0.1", bytes: post(Buffer.alloc(957_000, "["), ...actionHeaders) },
	"arguments of 15 kB": { rate: 8, from: "127.13.0.1", bytes: post(Buffer.alloc(15_000, "["), ...actionHeaders) },
	"bodies of 5 MB": { rate: 7, from: "127.14.0.1", bytes: post(Buffer.alloc(5 * 1024 ** 2, "a"), formType) },
	"User-Agents of 15 kB": {
		rate: 4,
		from: "127.16.0.1",
		bytes: head("GET /sign-in", `User-Agent: ${"a".repeat(15_000)}`, "Connection: close"),
	},
	"files in place of texts": { rate: 40, from: "127.18.0.1", bytes: manyFiles() },
	"arguments named often": { rate: 2, from: "127.17.0.1", bytes: namedOften() },
	"personal pages": { rate: 30, from: "127.15.0.1", bytes: head("GET /check", "Connection: close") },
};

for (const [kind, { rate, from, bytes }] of Object.entries(requests)) {
	const timer = setInterval(() => {
		if (performance.now() > end) return clearInterval(timer);
		void sendRaw(port, [bytes], { from, withinMs: 20_000 }).then(({ status }) =>
			count(kind, String(status ?? "closed")),
		);
	}, 1_000 / rate);
}

/** Keeps a number of connections open that send `start` and then one byte now and then; opens another for each that closes. */
function keepOpen(kind: string, connections: number, from: string, start: string, byte: string): void {
	const open = () => {
		if (performance.now() > end) return;
		const socket = connect({ port, host: "127.0.0.1", localAddress: from });
		socket.on("error", () => {}).resume();
		if (start) socket.write(start);
		const timer = setInterval(() => {
			if (performance.now() > end) socket.destroy();
			else if (byte) socket.write(byte);
		}, 1_000);
		count(kind, "opened");
		socket.once("close", () => {
			clearInterval(timer);
			// Not at once: this is a flood of connections that stay.
			setTimeout(open, 500);
		});
	};
	for (let at = 0; at < connections; at++) open();
}
keepOpen("silent connections", 256, "127.21.0.1", "", "");
keepOpen("slow headers", 256, "127.22.0.1", "GET / HTTP/1.1\r\nHost: localhost\r\n", "X-A: b\r\n");
keepOpen("slow bodies", 64, "127.23.0.1", head("POST /sign-in", "Content-Length: 1000", formType), "a");

console.log("flooding");
setTimeout(
	() => {
		console.log(JSON.stringify(counts));
		process.exit(0);
	},
	seconds * 1_000 + 1_500,
);
