import { hash } from "node:crypto";
import { ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compressible =
	/^(?:text\/(?:html|css|plain|xml|javascript|x-component)|application\/(?:json|javascript|xml|atom\+xml|manifest\+json)|image\/svg\+xml)\b/;
const takesGzip = /(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;
/** Below this a response fits one packet as it is, in bytes. */
const minCompressedBytes = 1_000;

const compress = promisify(gzip);

/** What many people ask for, compressed once: by the hash of the text, the newest last. */
const kept = new Map<string, Buffer>();
const mostKept = 300;

async function compressedOnce(body: Buffer): Promise<Buffer> {
	const key = hash("sha256", body);
	const small = kept.get(key) ?? ((await compress(body, { level: 9 })) as Buffer);
	kept.delete(key);
	kept.set(key, small);
	for (const oldest of kept.keys()) {
		if (kept.size <= mostKept) break;
		kept.delete(oldest);
	}
	return small;
}

/** Whether a response is a text of which nothing has left yet. */
function isText(response: ServerResponse): boolean {
	if (response.headersSent || response.req.method === "HEAD" || response.statusCode === 206) return false;
	if (response.hasHeader("content-encoding")) return false;
	return compressible.test(String(response.getHeader("content-type") ?? ""));
}

/** Tells caches that readers who take no gzip get something else. */
function vary(response: ServerResponse): void {
	const before = [response.getHeader("vary") ?? []].flat().join(", ");
	if (!/accept-encoding/i.test(before))
		response.setHeader("Vary", before ? `${before}, Accept-Encoding` : "Accept-Encoding");
}

const isForEverybody = (response: ServerResponse) =>
	/\b(?:public|s-maxage)\b/.test(String(response.getHeader("cache-control") ?? ""));

const isPiece = (given: unknown): given is string | Uint8Array =>
	typeof given === "string" || given instanceof Uint8Array;
const bytesOf = (piece: string | Uint8Array, encoding: unknown): Buffer =>
	typeof piece === "string"
		? Buffer.from(piece, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
		: Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);

/**
 * Compresses texts as they leave, each as a whole. In place of Next's own, which compresses a page in pieces and the same
 * public page anew for each reader: no page here has a part that comes later, and a flood on the first morning is many
 * people asking for the same few pages. Those are compressed once, personal ones are kept nowhere.
 */
export function compressResponses(): void {
	const { write, end, flushHeaders } = ServerResponse.prototype;
	const held = new WeakMap<ServerResponse, Buffer[]>();
	const leaving = new WeakSet<ServerResponse>();

	/** The pieces of a response that waits for its end; undefined where it leaves as it comes. */
	function piecesOf(response: ServerResponse): Buffer[] | undefined {
		const waiting = held.get(response);
		if (waiting || !isText(response)) return waiting;
		vary(response);
		if (!takesGzip.test(String(response.req.headers["accept-encoding"] ?? ""))) return undefined;
		const pieces: Buffer[] = [];
		held.set(response, pieces);
		return pieces;
	}

	ServerResponse.prototype.flushHeaders = function (this: ServerResponse) {
		if (!piecesOf(this)) flushHeaders.call(this);
	};

	ServerResponse.prototype.write = function (this: ServerResponse, ...given: unknown[]) {
		const pieces = piecesOf(this);
		if (!pieces) return Reflect.apply(write, this, given);
		const [piece, encoding] = given;
		if (isPiece(piece)) pieces.push(bytesOf(piece, encoding));
		const done = given.find((each) => typeof each === "function") as (() => void) | undefined;
		if (done) process.nextTick(done);
		return true;
	} as typeof write;

	ServerResponse.prototype.end = function (this: ServerResponse, ...given: unknown[]) {
		if (leaving.has(this)) return this;
		const pieces = piecesOf(this);
		if (!pieces) return Reflect.apply(end, this, given);
		leaving.add(this);
		held.delete(this);
		const [piece, encoding] = given;
		if (isPiece(piece)) pieces.push(bytesOf(piece, encoding));
		const [only] = pieces;
		const body = pieces.length === 1 && only ? only : Buffer.concat(pieces);
		const done = given.filter((each) => typeof each === "function");
		const leave = (bytes: Buffer) => {
			if (!this.headersSent && bytes.length > 0) this.setHeader("Content-Length", bytes.length);
			Reflect.apply(end, this, [bytes, ...done]);
		};
		if (body.length < minCompressedBytes) leave(body);
		else
			(isForEverybody(this) ? compressedOnce(body) : (compress(body) as Promise<Buffer>)).then(
				(small) => {
					if (this.headersSent) return leave(body);
					this.setHeader("Content-Encoding", "gzip");
					leave(small);
				},
				() => leave(body),
			);
		return this;
	} as typeof end;
}
