import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import busboy from "@fastify/busboy";
import { env } from "@/lib/env";
import { formOwnerField } from "@/lib/form";

/** An uploaded file while it arrives, and the value of the field before it in the form. `fileBytes` is about its size, from the length of the form. */
type IncomingFile = { field: string; fileName: string; fileBytes?: number; stream: Readable; complete: () => boolean };

/** Whether a script sends the form, which understands an answer before it has sent all. */
export const sentByScript = (request: Request) => request.headers.get("accept") === "application/json";

/** Ends the connection of a script that is still sending a file. It goes to `path`, which says why. */
export const stopSending = (path: string) =>
	new Response(null, {
		status: 409,
		headers: { Location: path, Connection: "close", "Cache-Control": "private, no-store" },
	});

/**
 * Streams the one file of a submitted form to `take`. Returns what `take` returns; "origin" if another site sent the form,
 * "someone-else" if it was drawn for another person than `owner`, "upload" if it holds no file. Throws what `take` throws. Checks the origin itself, because proxy.ts, which would limit a body to 10 MB, does not
 * run here. Reads the request to its end even after a refusal, or the browser would show no response, unless a script sends it.
 */
export async function receiveFile<T>(
	request: Request,
	fieldName: string,
	owner: string,
	take: (file: IncomingFile) => Promise<T>,
): Promise<T | "origin" | "someone-else" | "upload"> {
	const type = request.headers.get("content-type") ?? "";
	if (request.headers.get("origin") !== env().SITE_URL || request.headers.get("sec-fetch-site") === "cross-site")
		return "origin";
	if (!request.body || !type.startsWith("multipart/form-data")) return "upload";
	const form = new busboy({ headers: { "content-type": type }, limits: { files: 1, fields: 5, fieldSize: 200 } });
	const source = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
	const length = Number(request.headers.get("content-length") ?? 0);
	let field = "";
	let drawnFor = "";
	let ended = false;
	let file: Readable | undefined;
	let taken: Promise<T> | undefined;
	form.on("field", (name, value) => {
		if (name === fieldName) field = value;
		if (name === formOwnerField) drawnFor = value;
	});
	form.on("file", (_, stream, fileName) => {
		if (!fileName || (drawnFor && drawnFor !== owner)) return stream.resume();
		file = stream;
		stream.on("end", () => {
			ended = true;
		});
		taken = take({
			field,
			fileName,
			...(length > 0 ? { fileBytes: length } : {}),
			stream,
			complete: () => ended,
		}).finally(() => {
			source.unpipe(form);
			// Reads the rest of a file that `take` did not read.
			if (ended || !sentByScript(request)) source.resume();
			else source.destroy();
		});
		taken.catch(() => {}); // awaited below
	});
	form.on("error", () => source.unpipe(form).resume());
	source.pipe(form);
	// The browser may close the connection during the upload.
	await finished(source).catch((error) => file?.destroy(error));
	return taken ?? (drawnFor && drawnFor !== owner ? "someone-else" : "upload");
}
