import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { PoolClient } from "pg";
import { type CopyStreamQuery, from as copyFrom } from "pg-copy-streams";
import { copyHeader, copyTrailer } from "./binary-copy-writer";

/** A running binary COPY. Must be in the transaction that created its table, because FREEZE requires it. */
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

	/** Sends rows. Waits while the server is slower than the import. Throws the error of the COPY. */
	async write(rows: Uint8Array): Promise<void> {
		if (this.#failure) throw this.#failure;
		if (rows.length === 0 || this.#stream.write(rows)) return;
		await once(this.#stream, "drain");
	}

	/** Ends the COPY. Resolves when the server has all rows; throws the error of the COPY. */
	async end(): Promise<void> {
		if (this.#failure) throw this.#failure;
		this.#stream.end(copyTrailer);
		await finished(this.#stream);
	}

	/** Aborts the COPY. The server discards its rows. */
	abort(): void {
		this.#stream.on("error", () => {});
		this.#stream.destroy(new Error("import stopped"));
	}
}
