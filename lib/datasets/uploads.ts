import { createHash } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { record } from "../audit";
import { requirePermission, type Staff } from "../authority";
import { seal, unsealBytes } from "../crypto/seal";
import { database, tables } from "../database";
import { minuteAgo } from "../double-submit";
import { uploadFileSize } from "../limits";
import { errorCode, log } from "../log";
import { err, ok, type Result } from "../result";
import { diskFull, FileRefused, isDiskFull } from "./file-errors";
import { type Preview, readPreview } from "./reading/preview";
import { readHead } from "./reading/read-head";
import { type Format, formatSchema, limits } from "./schema";
import { createVersion } from "./versions";

const { dataset, datasetVersion, datasetUpload } = tables;
const chunkBytes = 1 << 20;
/** How many bytes of the file the mapping page may show. */
const sampleBytes = 32 * 1024;

/** Regroups a stream into chunks of at least 1 MB. */
export async function* regroup(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let parts: Buffer[] = [];
	let length = 0;
	for await (const part of source) {
		parts.push(part);
		length += part.length;
		if (length < chunkBytes) continue;
		yield Buffer.concat(parts);
		parts = [];
		length = 0;
	}
	if (length) yield Buffer.concat(parts);
}

/**
 * Stores an uploaded file as it arrives, sealed in chunks, so that no plaintext reaches a disk. Returns the id of the new version.
 * The version is "staged", or "failed" with a sentence for staff if the file was refused or the upload broke off.
 */
export async function receiveUpload(
	staff: Staff,
	datasetId: string,
	file: { fileName: string; fileBytes?: number; stream: AsyncIterable<Buffer>; complete: () => boolean },
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
		for await (const chunk of regroup(whole)) {
			hash.update(chunk);
			bytes += chunk.length;
			if (bytes > limits.fileBytes)
				throw new FileRefused(
					`The file is larger than ${uploadFileSize}. Split it, and upload the parts as datasets of their own.`,
				);
			await database()
				.insert(datasetUpload)
				.values({ versionId: id, position, sealed: seal("dataset-upload", chunk) });
			position++;
			const updated = await database()
				.update(datasetVersion)
				.set({ bytesRead: bytes, seenAt: sql`now()` })
				.where(and(eq(datasetVersion.id, id), eq(datasetVersion.state, "uploading")));
			if (!updated.rowCount) throw new FileRefused("The upload was cancelled.");
		}
		if (!file.complete()) throw new FileRefused("The upload broke off before the end of the file. Upload it again.");
		const sample = seal("dataset-sample", head.subarray(0, sampleBytes));
		return ok(await endUpload(staff, opened.value, { fileBytes: bytes, fileHash: hash.digest(), format, sample }));
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

type UploadedFile = { fileBytes: number; fileHash: Buffer; format: Format; sample: Buffer };

/**
 * Stages an upload that has arrived. The same file of the same person within a minute is one, since its button was pressed twice: the
 * later upload is cancelled. Returns the id of the version that holds the file.
 */
async function endUpload(
	staff: Staff,
	{ id, datasetId }: { id: string; datasetId: string },
	file: UploadedFile,
): Promise<string> {
	return database().transaction(async (tx) => {
		await tx.select({ id: dataset.id }).from(dataset).where(eq(dataset.id, datasetId)).for("update");
		const [again] = await tx
			.select({ id: datasetVersion.id })
			.from(datasetVersion)
			.where(
				and(
					eq(datasetVersion.datasetId, datasetId),
					eq(datasetVersion.importedBy, staff.staffId),
					eq(datasetVersion.state, "staged"),
					eq(datasetVersion.fileHash, file.fileHash),
					gt(datasetVersion.seenAt, minuteAgo),
				),
			);
		const end = again
			? { state: "cancelled", finishedAt: sql`now()` }
			: { ...file, state: "staged", bytesRead: 0, seenAt: sql`now()` };
		const ended = await tx
			.update(datasetVersion)
			.set(end)
			.where(and(eq(datasetVersion.id, id), eq(datasetVersion.state, "uploading")));
		if (!again) return id;
		await tx.execute(sql`select exposure.drop_version(${id})`);
		if (ended.rowCount) await record(tx, staff.actor, "dataset-version.cancelled", id);
		return again.id;
	});
}

/** Marks an upload as failed and deletes it. */
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
 * Returns the format that was detected when the file arrived, from more of it than the sample holds. Leaves out what a correction
 * of the delimiter or the line ends may change.
 */
function detectedAtUpload(stored: unknown, corrected: Partial<Format>): Partial<Format> {
	const format = formatSchema.safeParse(stored).data;
	if (!format) return {};
	const differs = (["delimiter", "lineEnd"] as const).some(
		(part) => (corrected[part] ?? format[part]) !== format[part],
	);
	const { encoding, delimiter, lineEnd, unclear, ...style } = format;
	return {
		encoding,
		delimiter,
		lineEnd,
		...(unclear && !corrected.encoding ? { unclear } : {}),
		...(differs ? {} : style),
	};
}

/**
 * Returns the first rows of an upload that waits for its mapping; undefined if it does not. `corrected` replaces parts of the
 * detected format. Writes an audit entry, because the rows are people's data in clear. Throws FileRefused if the rows cannot be
 * parsed in the corrected format.
 */
export async function previewUpload(
	staff: Staff,
	versionId: string,
	corrected: Partial<Format> = {},
): Promise<Preview | undefined> {
	requirePermission(staff, "datasets:import");
	const staged = await database().transaction(async (tx) => {
		const [row] = await tx
			.select({ sample: datasetVersion.sample, format: datasetVersion.format })
			.from(datasetVersion)
			.where(and(eq(datasetVersion.id, versionId), eq(datasetVersion.state, "staged")));
		if (row?.sample) await record(tx, staff.actor, "dataset-version.sample-read", versionId);
		return row;
	});
	if (!staged?.sample) return undefined;
	const format = { ...detectedAtUpload(staged.format, corrected), ...corrected };
	return readPreview(unsealBytes("dataset-sample", staged.sample), format);
}

/** Unseals the chunks of an uploaded file, in order. Runs as the worker's database role: the web's may not read them. */
export async function* openUpload(versionId: string): AsyncGenerator<Buffer> {
	for (let position = 0; ; position++) {
		const [chunk] = await database()
			.select({ sealed: datasetUpload.sealed })
			.from(datasetUpload)
			.where(and(eq(datasetUpload.versionId, versionId), eq(datasetUpload.position, position)));
		if (!chunk) return;
		yield unsealBytes("dataset-upload", chunk.sealed);
	}
}

type CancelRefusal = "absent" | "too-late";

/**
 * Cancels an upload or import and drops its data. A running importer notices within a second and drops its own tables: `running` says
 * that it has not done so yet.
 */
export async function cancelImport(
	staff: Staff,
	versionId: string,
): Promise<Result<{ running: boolean }, CancelRefusal>> {
	requirePermission(staff, "datasets:import");
	return database().transaction(async (tx) => {
		const [version] = await tx.select().from(datasetVersion).where(eq(datasetVersion.id, versionId)).for("update");
		if (!version) return err("absent");
		// The button was pressed twice.
		if (version.state === "cancelled") return ok({ running: version.finishedAt === null });
		if (!["uploading", "staged", "waiting", "importing"].includes(version.state)) return err("too-late");
		const running = version.state === "importing";
		await tx
			.update(datasetVersion)
			.set({ state: "cancelled", sample: null, finishedAt: running ? null : sql`now()` })
			.where(eq(datasetVersion.id, versionId));
		if (!running) await tx.execute(sql`select exposure.drop_version(${versionId})`);
		await record(tx, staff.actor, "dataset-version.cancelled", versionId);
		return ok({ running });
	});
}
