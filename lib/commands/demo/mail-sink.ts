import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import type { CaughtMail } from "../../mail/schema";

/**
 * A mail server on the loopback address that saves mail in a folder and forwards nothing. Writes one JSON file per mail, with
 * names that sort by time.
 */
export async function startMailSink(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	let count = 0;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ["AUTH", "STARTTLS"],
		logger: false,
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("end", async () => {
				try {
					const mail = await PostalMime.parse(Buffer.concat(chunks));
					const at = new Date().toISOString();
					for (const { address } of session.envelope.rcptTo) {
						const kept: CaughtMail = { to: address, subject: mail.subject ?? "", text: mail.text ?? "", at };
						const name = `${at.replace(/[:.]/g, "-")}-${String(count++).padStart(6, "0")}-${randomBytes(3).toString("hex")}`;
						const file = path.join(folder, `${name}.json`);
						// Renamed when complete, so that no reader sees a partial mail.
						writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
						renameSync(`${file}.new`, file);
					}
					done();
				} catch (error) {
					done(error as Error);
				}
			});
		},
	});
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => resolve());
	});
	server.on("error", () => {});
	const { port } = server.server.address() as { port: number };
	return {
		url: `smtp://127.0.0.1:${port}`,
		stop: () => new Promise((resolve) => server.close(() => resolve())),
	};
}
