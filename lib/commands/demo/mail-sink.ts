import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import type { CaughtMail } from "../../mail/schema";

let count = 0;

/** Saves what was caught as a JSON file, with a name that sorts by time. Renamed when complete, so that no reader sees a part of it. */
export function keepCaught(folder: string, caught: Omit<CaughtMail, "at">): void {
	const at = new Date().toISOString();
	const name = `${at.replace(/[:.]/g, "-")}-${String(count++).padStart(6, "0")}-${randomBytes(3).toString("hex")}`;
	const file = path.join(folder, `${name}.json`);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	writeFileSync(`${file}.new`, JSON.stringify({ ...caught, at } satisfies CaughtMail), { mode: 0o600 });
	renameSync(`${file}.new`, file);
}

/** A mail server on the loopback address that saves mail in a folder and forwards nothing. */
export async function startMailSink(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
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
					for (const { address } of session.envelope.rcptTo)
						keepCaught(folder, { to: address, subject: mail.subject ?? "", text: mail.text ?? "" });
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
