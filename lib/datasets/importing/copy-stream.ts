import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { PoolClient } from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import { copyHeader, copyTrailer } from "./binary-copy-writer";

/** A running COPY in binary, in the transaction that made its table: rows are frozen and known to be visible at once. */
export class CopyStream {
	#stream: CopyStreamQuery;
	#failure: Error | undefined;
	constructor(client: PoolClient, target: string) {
		this.#stream = client.query(copyFrom(`COPY ${target} FROM STDIN WITH (FORMAT binary, FREEZE)`));
		this.#stream.on("error", (error) => {
			this.#failure = error;
		});
		this.#stream.write(copyHeader);
	}

	/** Hands rows over; waits while the server is slower than we are. */
	async write(rows: Uint8Array): Promise<void> {
		if (this.#failure) throw this.#failure;
		if (rows.length === 0 || this.#stream.write(rows)) return;
		await once(this.#stream, "drain");
	}

	async end(): Promise<void> {
		if (this.#failure) throw this.#failure;
		this.#stream.end(copyTrailer);
		await finished(this.#stream);
	}

	/** Gives the COPY up; the server forgets what it was given. */
	abort(): void {
		this.#stream.on("error", () => {});
		this.#stream.destroy(new Error("import stopped"));
	}
}
