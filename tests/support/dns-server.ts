// A name server on the loopback address with a few records.
import { createSocket } from "node:dgram";
import { type Answer, decode, encode } from "dns-packet";

export type DnsServer = { address: string; stop: () => Promise<void> };

/** Starts the server. A name that has none of the records does not exist (NXDOMAIN). */
export async function startDnsServer(records: Answer[]): Promise<DnsServer> {
	const socket = createSocket("udp4");
	socket.on("message", (message, { address, port }) => {
		const { id = 0, questions = [] } = decode(message);
		const [question] = questions;
		const named = records.filter(({ name }) => name.toLowerCase() === question?.name.toLowerCase());
		const answers = named.filter(({ type }) => type === question?.type);
		const flags = 0x80 | (named.length ? 0 : 3);
		socket.send(encode({ type: "response", id, flags, questions, answers }), port, address);
	});
	await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
	return {
		address: `127.0.0.1:${socket.address().port}`,
		stop: () => new Promise((resolve) => socket.close(() => resolve())),
	};
}
