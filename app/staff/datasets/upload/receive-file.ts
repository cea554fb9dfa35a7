import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import busboy from "@fastify/busboy";
import { env } from "@/lib/env";

/** A file on its way in, and the field that stood before it in the form. */
type Arriving = { field: string; fileName: string; stream: Readable; complete: () => boolean };

/**
 * Hands on the one file of a form while it arrives, through a form that works without scripts, and reads to its end what nobody wants
 * of it. Stands outside proxy.ts, which would cut it at 10 MB, so it sees to the form's origin itself: other sites may not send
 * here. Out: what `take` made of the file, or why there was none.
 */
export async function receiveFile<T>(
	request: Request,
	fieldName: string,
	take: (file: Arriving) => Promise<T>,
): Promise<T | "origin" | "upload"> {
	const type = request.headers.get("content-type") ?? "";
	if (request.headers.get("origin") !== env().SITE_URL || request.headers.get("sec-fetch-site") === "cross-site")
		return "origin";
	if (!request.body || !type.startsWith("multipart/form-data")) return "upload";
	const form = new busboy({ headers: { "content-type": type }, limits: { files: 1, fields: 5, fieldSize: 200 } });
	const source = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
	let field = "";
	let ended = false;
	let file: Readable | undefined;
	let taken: Promise<T> | undefined;
	form.on("field", (name, value) => {
		if (name === fieldName) field = value;
	});
	form.on("file", (_, stream, fileName) => {
		if (!fileName) return stream.resume();
		file = stream;
		stream.on("end", () => {
			ended = true;
		});
		taken = take({ field, fileName, stream, complete: () => ended }).finally(() => {
			// What is refused, cancelled or met by a lost database is read to its end, or the browser shows no answer.
			source.unpipe(form);
			source.resume();
		});
		taken.catch(() => {}); // answered below, when all is read
	});
	form.on("error", () => source.unpipe(form).resume());
	source.pipe(form);
	// The browser may go away in the middle.
	await finished(source).catch((error) => file?.destroy(error));
	return taken ?? "upload";
}
