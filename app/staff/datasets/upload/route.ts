import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import busboy from "@fastify/busboy";
import { receiveUpload } from "@/lib/datasets";
import { env } from "@/lib/env";
import { requireStaff } from "@/lib/identity/guard";

const list = "/staff/datasets";
const go = (path: string) =>
	new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "private, no-store" } });

/**
 * Takes a table in as it arrives, through a form that works without scripts. Stands outside proxy.ts, which would cut it at
 * 10 MB, so it sees to the form's origin itself: other sites may not send here.
 */
export async function POST(request: Request): Promise<Response> {
	const staff = await requireStaff("datasets:import", list);
	const origin = request.headers.get("origin");
	const type = request.headers.get("content-type") ?? "";
	if (origin !== env().SITE_URL || request.headers.get("sec-fetch-site") === "cross-site")
		return go(`${list}?problem=origin`);
	if (!request.body || !type.startsWith("multipart/form-data")) return go(`${list}?problem=upload`);
	const form = new busboy({ headers: { "content-type": type }, limits: { files: 1, fields: 5, fieldSize: 200 } });
	const source = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
	let datasetId = "";
	let ended = false;
	let file: Readable | undefined;
	let received: Promise<Response> | undefined;
	form.on("field", (name, value) => {
		if (name === "dataset") datasetId = value;
	});
	form.on("file", (_, stream, fileName) => {
		if (!fileName) return stream.resume();
		file = stream;
		stream.on("end", () => {
			ended = true;
		});
		received = receiveUpload(staff, datasetId, { fileName, stream, complete: () => ended })
			.then((made) => go(made.ok ? `${list}/${made.value}` : `${list}?problem=${made.reason}`))
			.finally(() => {
				// What is refused, cancelled or met by a lost database is read to its end, or the browser shows no answer.
				source.unpipe(form);
				source.resume();
			});
		received.catch(() => {}); // answered below, when all is read
	});
	form.on("error", () => source.unpipe(form).resume());
	source.pipe(form);
	// The browser may go away in the middle.
	await finished(source).catch((error) => file?.destroy(error));
	return received ?? go(`${list}?problem=upload`);
}
