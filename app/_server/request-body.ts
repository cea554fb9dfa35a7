import type { IncomingMessage } from "node:http";
import { formOwnerField } from "@/lib/form";
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
			if (typeof arrival !== "string") {
				request.unshift(arrival);
				// Next hands a route handler no body of which it is said that it was read.
				Object.defineProperty(request, "readableDidRead", { value: false });
			}
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

/** The fields of the form in a request's body, for a page that refuses the form and shows what was typed. */
const forms = new WeakMap<IncomingMessage, [string, string][]>();

/** Returns the fields of a form that `isMalformedForm` has read. Empty if there was none. */
export const formOf = (request: IncomingMessage): [string, string][] => forms.get(request) ?? [];

/** React writes a number before the names of a form's fields. */
const ownerName = new RegExp(`^(?:_?\\d+_)?${formOwnerField}$`);

/** Returns for whom the form of a request was drawn; undefined if it does not say. */
export const formOwnerOf = (request: IncomingMessage): string | undefined =>
	formOf(request).find(([name]) => ownerName.test(name))?.[1];

/**
 * Whether a form in parts (multipart/form-data) cannot be read, or the body calls a server action with something that is no form
 * of ours. Asks the parser with which Next reads it, which throws then; Next would answer 500. Remembers the fields of a form that
 * can be read.
 */
export async function isMalformedForm(request: IncomingMessage, body: Buffer): Promise<boolean> {
	const type = request.headers["content-type"] ?? "";
	const actionId = request.headers["next-action"]?.toString();
	if (!/^multipart\//i.test(type)) return isMalformedCall(actionId, undefined);
	try {
		const fields = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
		forms.set(
			request,
			[...fields].filter((field): field is [string, string] => typeof field[1] === "string"),
		);
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
