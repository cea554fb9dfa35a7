import type { IncomingMessage } from "node:http";
import { hasMalformedFields, isMalformedCall } from "./action-call";

type Failure = "empty" | "tooLarge" | "slow" | "gone";

/**
 * Waits until a body is there as a whole, and puts it back for the reader that comes next: a slow form takes part in nothing
 * until then. Counts what arrives, since a body in chunks states no length. Returns the body, or why there is none.
 */
export function receiveBody(request: IncomingMessage, maxBytes: number, maxMs: number): Promise<Buffer | Failure> {
	return new Promise((resolve) => {
		const pieces: Buffer[] = [];
		let bytes = 0;
		const timer = setTimeout(() => settle("slow"), maxMs);
		// A stream without a byte ends, and closes, without having been readable.
		const gone = () => settle(request.complete ? "empty" : "gone");
		function settle(arrival: Buffer | Failure): void {
			clearTimeout(timer);
			request.off("readable", read).off("close", gone).off("error", gone);
			if (typeof arrival !== "string") request.unshift(arrival);
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
			else if (request.complete) settle(bytes > 0 ? Buffer.concat(pieces) : "empty");
		}
		request.on("readable", read).on("close", gone).on("error", gone);
	});
}

/**
 * Whether a form in parts (multipart/form-data) cannot be read, or the body calls a server action with something that is no form
 * of ours. Asks the parser with which Next reads it, which throws then; Next would answer 500. `actionId` is the header Next-Action.
 */
export async function isMalformedForm(type: string, body: Buffer, actionId: string | undefined): Promise<boolean> {
	if (!/^multipart\//i.test(type)) return isMalformedCall(actionId, undefined);
	try {
		const fields = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
		return hasMalformedFields(fields) || isMalformedCall(actionId, fields);
	} catch {
		return true;
	}
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
