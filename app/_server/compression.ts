import { hash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { withoutScripts } from "./page-scripts.mjs";
import { recentResponse, rememberResponse } from "./recent-responses";
import { ProtectedResponse } from "./response-policy";
import { withUnbrokenWords } from "./unbroken-words.mjs";

const compressible =
	/^(?:text\/(?:html|css|plain|xml|javascript|x-component)|application\/(?:(?:feed\+)?json|javascript|(?:atom\+|rss\+)?xml|manifest\+json)|image\/svg\+xml)\b/;
const acceptsGzip = /(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;
/** Below this a response fits one packet as it is, in bytes. */
const minCompressedBytes = 1_000;

const compress = promisify(gzip);
/** Up to this a text is compressed at once, in bytes: to ask another thread takes longer than to do it. */
const maxAtOnceBytes = 32_768;

/** Compressed public texts by the hash of the text, the newest last. */
const saved = new Map<string, Buffer>();
const maxSaved = 300;

async function compressedOnce(body: Buffer): Promise<Buffer> {
	const key = hash("sha256", body);
	const small = saved.get(key) ?? ((await compress(body, { level: 9 })) as Buffer);
	saved.delete(key);
	saved.set(key, small);
	for (const oldest of saved.keys()) {
		if (saved.size <= maxSaved) break;
		saved.delete(oldest);
	}
	return small;
}

/** Whether a response is a text of which nothing has been sent yet. */
function isText(response: ServerResponse): boolean {
	if (response.headersSent || response.req.method === "HEAD" || response.statusCode === 206) return false;
	if (response.hasHeader("content-encoding")) return false;
	return compressible.test(String(response.getHeader("content-type") ?? ""));
}

/** Tells caches that readers who accept no gzip get another body. */
function vary(response: ServerResponse): void {
	const before = [response.getHeader("vary") ?? []].flat().join(", ");
	if (!/accept-encoding/i.test(before))
		response.setHeader("Vary", before ? `${before}, Accept-Encoding` : "Accept-Encoding");
}

const isPublic = (response: ServerResponse) =>
	/\b(?:public|s-maxage)\b/.test(String(response.getHeader("cache-control") ?? ""));

/** Whether a page may run our own script alone: proxy.ts gave it no nonce, which all of Next's scripts need. */
const runsNoReact = (response: ServerResponse) =>
	/^text\/html\b/.test(String(response.getHeader("content-type") ?? "")) &&
	/script-src 'self';/.test(String(response.getHeader("content-security-policy") ?? ""));

const isPiece = (given: unknown): given is string | Uint8Array =>
	typeof given === "string" || given instanceof Uint8Array;
const bytesOf = (piece: string | Uint8Array, encoding: unknown): Buffer =>
	typeof piece === "string"
		? Buffer.from(piece, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8")
		: Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);

const takesGzip = (response: ServerResponse) => acceptsGzip.test(String(response.req.headers["accept-encoding"] ?? ""));

/**
 * Compresses a text as a whole when it ends. In place of Next's own compression, which compresses a page in pieces and the
 * same public page anew for each reader. No page here has a part that comes later. Takes Next's scripts out of pages that may not
 * run them. Public texts are compressed once, and sent again to whoever asks within a second; personal ones are not saved.
 */
export class CompressedResponse<Request extends IncomingMessage = IncomingMessage> extends ProtectedResponse<Request> {
	/** The pieces of a text that waits for its end; undefined if it is sent as it comes. */
	#pieces: Buffer[] | undefined;
	#ended = false;

	/** Sends a public page again that was sent within the last second. Returns whether there is one. */
	sendRecent(): boolean {
		const found = recentResponse(this.req, takesGzip(this));
		if (!found) return false;
		for (const [name, value] of Object.entries(found.headers)) if (value !== undefined) this.setHeader(name, value);
		this.#ended = true;
		Reflect.apply(super.end, this, [found.body]);
		return true;
	}

	#waitingPieces(): Buffer[] | undefined {
		if (this.#pieces || !isText(this)) return this.#pieces;
		vary(this);
		if (!takesGzip(this) && !isPublic(this) && !runsNoReact(this)) return undefined;
		this.#pieces = [];
		return this.#pieces;
	}

	override flushHeaders(): void {
		if (!this.#waitingPieces()) super.flushHeaders();
	}

	override write(...given: unknown[]): boolean {
		const pieces = this.#waitingPieces();
		if (!pieces) return Reflect.apply(super.write, this, given);
		const [piece, encoding] = given;
		if (isPiece(piece)) pieces.push(bytesOf(piece, encoding));
		const done = given.find((argument) => typeof argument === "function") as (() => void) | undefined;
		if (done) process.nextTick(done);
		return true;
	}

	override end(...given: unknown[]): this {
		if (this.#ended) return this;
		const pieces = this.#waitingPieces();
		if (!pieces) return Reflect.apply(super.end, this, given);
		this.#ended = true;
		this.#pieces = undefined;
		const [piece, encoding] = given;
		if (isPiece(piece)) pieces.push(bytesOf(piece, encoding));
		const done = given.filter((argument) => typeof argument === "function");
		const body = Buffer.concat(pieces);
		const ofNext = runsNoReact(this) && body.includes("/_next/");
		void this.#send(ofNext ? Buffer.from(withUnbrokenWords(withoutScripts(body.toString()))) : body, done);
		return this;
	}

	async #send(body: Buffer, done: unknown[]): Promise<void> {
		const gzip = takesGzip(this);
		const small = gzip && body.length >= minCompressedBytes ? await this.#compressed(body) : undefined;
		const bytes = small && !this.headersSent ? small : body;
		if (bytes === small) this.setHeader("Content-Encoding", "gzip");
		if (!this.headersSent && bytes.length > 0) this.setHeader("Content-Length", bytes.length);
		if (!this.headersSent) rememberResponse(this, gzip, bytes);
		Reflect.apply(super.end, this, [bytes, ...done]);
	}

	/** Returns the compressed body; undefined if it cannot be compressed. */
	async #compressed(body: Buffer): Promise<Buffer | undefined> {
		try {
			if (isPublic(this)) return await compressedOnce(body);
			return body.length <= maxAtOnceBytes ? gzipSync(body) : ((await compress(body)) as Buffer);
		} catch {
			return undefined;
		}
	}
}
