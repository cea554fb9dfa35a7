import type { IncomingMessage } from "node:http";

type Arrival = "complete" | "empty" | "tooLarge" | "slow" | "gone";

/**
 * Waits until a body is there as a whole, and puts it back for the reader that comes next: a slow form takes part in nothing
 * until then. Counts what arrives, since a body in chunks states no length.
 */
export function receiveBody(request: IncomingMessage, maxBytes: number, maxMs: number): Promise<Arrival> {
	return new Promise((resolve) => {
		const pieces: Buffer[] = [];
		let bytes = 0;
		const timer = setTimeout(() => settle("slow"), maxMs);
		const gone = () => settle("gone");
		function settle(arrival: Arrival): void {
			clearTimeout(timer);
			request.off("readable", read).off("close", gone).off("error", gone);
			if (arrival === "complete" && bytes > 0) request.unshift(Buffer.concat(pieces));
			resolve(arrival);
		}
		function read(): void {
			// Not to null: the stream would end before the body is put back.
			while (request.readableLength > 0) {
				const piece: Buffer = request.read();
				bytes += piece.length;
				pieces.push(piece);
				if (bytes > maxBytes) break;
			}
			if (bytes > maxBytes) settle("tooLarge");
			else if (request.complete) settle(bytes > 0 ? "complete" : "empty");
		}
		request.on("readable", read).on("close", gone).on("error", gone);
	});
}

/** Calls `stop` when a streamed body has brought nothing for `idleMs`, or more than `maxBytes`. */
export function watchUpload(request: IncomingMessage, maxBytes: number, idleMs: number, stop: () => void): void {
	const { socket } = request;
	const start = socket.bytesRead;
	let last = start;
	const timer = setInterval(() => {
		if (request.complete) return clearInterval(timer);
		if (socket.bytesRead === last || socket.bytesRead - start > maxBytes) stop();
		last = socket.bytesRead;
	}, idleMs);
	request.once("close", () => clearInterval(timer));
}
