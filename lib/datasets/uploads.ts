import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { seal, unsealBytes } from "../crypto/seal";
import { database, tables } from "../database";
import { errorCode, log } from "../log";
import { err, ok, type Result } from "../result";
import { diskFull, FileRefused, isDiskFull } from "./file-errors";
import { type Preview, readPreview } from "./reading/preview";
import { readHead } from "./reading/read-head";
import { type Format, limits } from "./schema";
import { createVersion } from "./versions";

const { datasetVersion, datasetUpload } = tables;
const pieceBytes = 1 << 20;
/** How much of the beginning stays readable for the mapping page. */
const sampleBytes = 32 * 1024;

/** A stream's bytes in pieces of one megabyte. */
async function* megabytes(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let waiting: Buffer[] = [];
	let length = 0;
	for await (const piece of source) {
		waiting.push(piece);
		length += piece.length;
		if (length < pieceBytes) continue;
		yield Buffer.concat(waiting);
		waiting = [];
		length = 0;
	}
	if (length) yield Buffer.concat(waiting);
}

/**
 * Takes an uploaded file in as it arrives, sealed piece by piece: no plaintext of it reaches a disk. Out: the new version's id,
 * "staged" for its mapping, or "failed" with a sentence where the file is refused or the upload broke off.
 */
export async function receiveUpload(
	staff: Staff,
	datasetId: string,
	file: { fileName: string; stream: AsyncIterable<Buffer>; complete: () => boolean },
): Promise<Result<string, "absent">> {
	const opened = await createVersion(staff, datasetId, "uploading", file);
	if (!opened.ok) return opened;
	const { id } = opened.value;
	try {
		const { head, whole } = await readHead(file.stream);
		const { format } = readPreview(head);
		const hash = createHash("sha256");
		let bytes = 0;
		let position = 0;
		for await (const piece of megabytes(whole)) {
			hash.update(piece);
			bytes += piece.length;
			if (bytes > limits.fileBytes)
				throw new FileRefused(
					"The file is larger than 20 GB. Split it, and upload the parts as datasets of their own.",
				);
			await database()
				.insert(datasetUpload)
				.values({ versionId: id, position, sealed: seal("dataset-upload", piece) });
			position++;
			const alive = await database()
				.update(datasetVersion)
				.set({ bytesRead: bytes, seenAt: sql`now()` })
				.where(and(eq(datasetVersion.id, id), eq(datasetVersion.state, "uploading")));
			if (!alive.rowCount) throw new FileRefused("The upload was cancelled.");
		}
		if (!file.complete()) throw new FileRefused("The upload broke off before the end of the file. Upload it again.");
		await database()
			.update(datasetVersion)
			.set({
				state: "staged",
				fileBytes: bytes,
				bytesRead: 0,
				fileHash: hash.digest(),
				format,
				sample: seal("dataset-sample", head.subarray(0, sampleBytes)),
				seenAt: sql`now()`,
			})
			.where(and(eq(datasetVersion.id, id), eq(datasetVersion.state, "uploading")));
	} catch (error) {
		const failure =
			error instanceof FileRefused
				? error.message
				: isDiskFull(error)
					? diskFull
					: "The upload broke off. Upload the file again.";
		if (!(error instanceof FileRefused)) log.warn({ event: "upload.failed", id, code: errorCode(error) });
		await failUpload(staff, id, failure);
	}
	return ok(id);
}

async function failUpload(staff: Staff, id: string, failure: string): Promise<void> {
	await database().transaction(async (tx) => {
		const failed = await tx
			.update(datasetVersion)
			.set({ state: "failed", failure, finishedAt: sql`now()` })
			.where(and(eq(datasetVersion.id, id), eq(datasetVersion.state, "uploading")));
		await tx.execute(sql`select exposure.drop_version(${id})`);
		if (failed.rowCount) await record(tx, staff.actor, "dataset-version.failed", id);
	});
}

/**
 * The beginning of an uploaded file while its mapping is made, read as found or as corrected; undefined when it is gone. These are
 * people's values in clear, so that they were looked at is recorded. Throws FileRefused where a correction makes no sense.
 */
export async function previewUpload(
	staff: Staff,
	versionId: string,
	corrected: Partial<Format> = {},
): Promise<Preview | undefined> {
	requirePermission(staff, "datasets:import");
	const sealed = await database().transaction(async (tx) => {
		const [row] = await tx
			.select({ sample: datasetVersion.sample })
			.from(datasetVersion)
			.where(and(eq(datasetVersion.id, versionId), eq(datasetVersion.state, "staged")));
		if (row?.sample) await record(tx, staff.actor, "dataset-version.sample-read", versionId);
		return row?.sample;
	});
	return sealed ? readPreview(unsealBytes("dataset-sample", sealed), corrected) : undefined;
}

/** The uploaded file, opened piece by piece. Runs as the worker's database role: the web's may not read it. */
export async function* openUpload(versionId: string): AsyncGenerator<Buffer> {
	for (let position = 0; ; position++) {
		const [piece] = await database()
			.select({ sealed: datasetUpload.sealed })
			.from(datasetUpload)
			.where(and(eq(datasetUpload.versionId, versionId), eq(datasetUpload.position, position)));
		if (!piece) return;
		yield unsealBytes("dataset-upload", piece.sealed);
	}
}

type CancelRefusal = "absent" | "too-late";

/** Stops an upload or import and drops what there is of it. A running importer notices within seconds and clears up itself. */
export async function cancelImport(staff: Staff, versionId: string): Promise<Result<undefined, CancelRefusal>> {
	requirePermission(staff, "datasets:import");
	return database().transaction(async (tx) => {
		const [version] = await tx.select().from(datasetVersion).where(eq(datasetVersion.id, versionId)).for("update");
		if (!version) return err("absent");
		if (!["uploading", "staged", "waiting", "importing"].includes(version.state)) return err("too-late");
		const running = version.state === "importing";
		await tx
			.update(datasetVersion)
			.set({ state: "cancelled", sample: null, finishedAt: running ? null : sql`now()` })
			.where(eq(datasetVersion.id, versionId));
		if (!running) await tx.execute(sql`select exposure.drop_version(${versionId})`);
		await record(tx, staff.actor, "dataset-version.cancelled", versionId);
		return ok();
	});
}
