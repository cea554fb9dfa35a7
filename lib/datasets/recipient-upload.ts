/** The original file of a version, uploaded for a message: sealed as it arrives, read by the worker, and deleted. */
import { createHash } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { record } from "../audit";
import { type Actor, requirePermission, type Staff } from "../authority";
import { seal, unsealBytes } from "../crypto/seal";
import { database, type Transaction, tables } from "../database";
import { staffForTask, systemActor } from "../identity";
import { newId } from "../ids";
import { errorCode, log } from "../log";
import { addPeopleFromFile, messageAdmin } from "../messages";
import { err, ok, type Result } from "../result";
import { diskFull, FileRefused, isDiskFull } from "./file-errors";
import { readVersionRows } from "./importing/version-rows";
import type { RecipientUpload } from "./schema";
import { regroup } from "./uploads";

const { datasetVersion, recipientUpload, recipientUploadPiece } = tables;

const anotherFile =
	"This is not the file that was imported: its contents are different. Choose the original file, not one that was opened and saved again.";
const brokeOff = "The upload broke off before the end of the file. Upload it again.";

/**
 * Yields the file of a version. Throws FileRefused if it is another, at its end or where it becomes longer, and at its end if it has not
 * arrived whole.
 */
async function* originalFile(
	source: AsyncIterable<Buffer>,
	version: { fileBytes: number; fileHash: Buffer },
	complete = () => true,
): AsyncGenerator<Buffer> {
	const hash = createHash("sha256");
	let bytes = 0;
	for await (const chunk of source) {
		hash.update(chunk);
		bytes += chunk.length;
		if (bytes > version.fileBytes) throw new FileRefused(anotherFile);
		yield chunk;
	}
	if (!complete()) throw new FileRefused(brokeOff);
	if (!hash.digest().equals(version.fileHash)) throw new FileRefused(anotherFile);
}

/** Returns the length and the SHA-256 of the file of a version; undefined if it has none. */
async function fileOfVersion(versionId: string): Promise<{ fileBytes: number; fileHash: Buffer } | undefined> {
	const [version] = await database()
		.select({ fileBytes: datasetVersion.fileBytes, fileHash: datasetVersion.fileHash })
		.from(datasetVersion)
		.where(eq(datasetVersion.id, versionId));
	return version?.fileHash ? { fileBytes: version.fileBytes, fileHash: version.fileHash } : undefined;
}

/** Returns whether a message still needs the file of a version. */
async function needsFile(staff: Staff, messageId: string, versionId: string): Promise<boolean> {
	const message = await messageAdmin.messageById(staff, messageId);
	if (message?.state !== "prepared") return false;
	const files = await messageAdmin.messageFiles(staff, messageId);
	return files.some((file) => file.versionId === versionId && !file.read);
}

/** Replaces an earlier upload of the file, unless that has arrived whole. Returns the id of the new one. */
async function beginUpload(staff: Staff, messageId: string, versionId: string): Promise<string | undefined> {
	const id = newId("rup");
	return database().transaction(async (tx) => {
		await tx
			.delete(recipientUpload)
			.where(
				and(
					eq(recipientUpload.messageId, messageId),
					eq(recipientUpload.versionId, versionId),
					inArray(recipientUpload.state, ["uploading", "failed"]),
				),
			);
		const begun = await tx
			.insert(recipientUpload)
			.values({ id, messageId, versionId, uploadedBy: staff.staffId, state: "uploading" })
			.onConflictDoNothing();
		if (!begun.rowCount) return undefined;
		await record(tx, staff.actor, "message.file-upload-begun", messageId, { version: versionId });
		return id;
	});
}

/** Marks an upload as failed, with a sentence for staff, and deletes its pieces. */
async function failUpload(tx: Transaction, actor: Actor, id: string, failure: string): Promise<void> {
	const [failed] = await tx
		.update(recipientUpload)
		.set({ state: "failed", failure, seenAt: sql`now()` })
		.where(eq(recipientUpload.id, id))
		.returning({ messageId: recipientUpload.messageId });
	await tx.delete(recipientUploadPiece).where(eq(recipientUploadPiece.uploadId, id));
	if (failed) await record(tx, actor, "message.file-upload-failed", failed.messageId);
}

async function queueReading(tx: Transaction, uploadId: string): Promise<void> {
	await tx.execute(sql`select enqueue_job('read_recipients', ${uploadId})`);
}

/**
 * Stores the original file of a version as it arrives, sealed in pieces, and has the worker read it for a message. A file that is
 * another or breaks off leaves a sentence for staff, and nothing of itself. "already" if the file has arrived before.
 */
export async function receiveRecipients(
	staff: Staff,
	messageId: string,
	versionId: string,
	file: { stream: AsyncIterable<Buffer>; complete: () => boolean },
): Promise<Result<undefined, "absent" | "already">> {
	requirePermission(staff, "messages:write");
	const original = await fileOfVersion(versionId);
	if (!original || !(await needsFile(staff, messageId, versionId))) return err("absent");
	const id = await beginUpload(staff, messageId, versionId);
	if (!id) return err("already");
	try {
		await storePieces(id, regroup(originalFile(file.stream, original, file.complete)));
		await database().transaction(async (tx) => {
			const arrived = await tx
				.update(recipientUpload)
				.set({ state: "waiting", seenAt: sql`now()` })
				.where(and(eq(recipientUpload.id, id), eq(recipientUpload.state, "uploading")));
			if (!arrived.rowCount) return;
			await queueReading(tx, id);
			await record(tx, staff.actor, "message.file-uploaded", messageId, { version: versionId });
		});
	} catch (error) {
		const isRefused = error instanceof FileRefused;
		if (!isRefused) log.warn({ event: "upload.failed", id, code: errorCode(error) });
		const failure = isRefused ? error.message : isDiskFull(error) ? diskFull : brokeOff;
		await database().transaction((tx) => failUpload(tx, staff.actor, id, failure));
	}
	return ok();
}

async function storePieces(id: string, pieces: AsyncIterable<Buffer>): Promise<void> {
	let position = 0;
	for await (const piece of pieces) {
		await database()
			.insert(recipientUploadPiece)
			.values({ uploadId: id, position: position++, sealed: seal("dataset-upload", piece) });
		await database().update(recipientUpload).set({ seenAt: sql`now()` }).where(eq(recipientUpload.id, id));
	}
}

/** Unseals the pieces of an upload, in order. */
async function* openPieces(id: string): AsyncGenerator<Buffer> {
	for (let position = 0; ; position++) {
		const [piece] = await database()
			.select({ sealed: recipientUploadPiece.sealed })
			.from(recipientUploadPiece)
			.where(and(eq(recipientUploadPiece.uploadId, id), eq(recipientUploadPiece.position, position)));
		if (!piece) return;
		yield unsealBytes("dataset-upload", piece.sealed);
	}
}

/** Reads a file that has arrived, and adds its people to the message. Returns why it could not be, for staff. */
async function addPeople({ id, messageId, versionId, uploadedBy }: typeof recipientUpload.$inferSelect) {
	const staff = await staffForTask(uploadedBy);
	const original = await fileOfVersion(versionId);
	if (!staff?.permissions.includes("messages:write") || !original || !(await needsFile(staff, messageId, versionId)))
		return "The message did not need this file any more.";
	try {
		// What the web process has passed on is checked once more: rows of another file would show who is in the data.
		const rows = readVersionRows(staff, versionId, originalFile(openPieces(id), original));
		await addPeopleFromFile(staff, messageId, versionId, rows);
	} catch (error) {
		if (error instanceof FileRefused) return error.message;
		throw error;
	}
}

/**
 * Reads an upload for its message and deletes it. The upload is locked meanwhile, so that it is read once at a time. Throws if the database
 * is lost, so that the queue tries again.
 */
export async function readRecipients(uploadId: string): Promise<void> {
	await database().transaction(async (tx) => {
		const [upload] = await tx
			.select()
			.from(recipientUpload)
			.where(and(eq(recipientUpload.id, uploadId), eq(recipientUpload.state, "waiting")))
			.for("update", { skipLocked: true });
		if (!upload) return;
		const failure = await addPeople(upload);
		if (failure) return failUpload(tx, systemActor("read-recipients"), uploadId, failure);
		await tx.delete(recipientUpload).where(eq(recipientUpload.id, uploadId));
	});
}

/** Queues uploads again whose worker died, fails those that received nothing for ten minutes, and forgets failed ones after a day. */
export async function sweepRecipients(): Promise<void> {
	const actor = systemActor("sweep-recipients");
	await database().transaction(async (tx) => {
		const old = await tx
			.select()
			.from(recipientUpload)
			.where(
				sql`${recipientUpload.seenAt} < now() - case ${recipientUpload.state} when 'waiting' then interval '1 minute' when 'uploading' then interval '10 minutes' else interval '1 day' end`,
			)
			.for("update", { skipLocked: true });
		for (const { id, state } of old) {
			if (state === "uploading") await failUpload(tx, actor, id, brokeOff);
			if (state === "failed") await tx.delete(recipientUpload).where(eq(recipientUpload.id, id));
			if (state !== "waiting") continue;
			await tx.update(recipientUpload).set({ seenAt: sql`now()` }).where(eq(recipientUpload.id, id));
			await queueReading(tx, id);
		}
	});
}

/** Returns the uploads of a message that are under way or have failed. */
export async function recipientUploads(staff: Staff, messageId: string): Promise<RecipientUpload[]> {
	requirePermission(staff, "messages:write");
	const { versionId, state, failure } = recipientUpload;
	const rows = await database()
		.select({ versionId, state, failure })
		.from(recipientUpload)
		.where(eq(recipientUpload.messageId, messageId));
	return rows as RecipientUpload[];
}
