// A mail server on the loopback address that keeps what it is sent, and can be told to refuse, to be slow or to break off.
import { SMTPServer } from "smtp-server";

/** What the server does with a mail to an address: takes it, refuses it with a status, or breaks the connection after its text. */
export type SinkAnswer = "take" | "cut" | { status: number; message: string };

export type SmtpSink = {
	url: string;
	/** The mails that were taken: their recipient and their raw text. */
	taken: { to: string; raw: string }[];
	answer: (address: string) => SinkAnswer;
	stop: () => Promise<void>;
};

/** Starts the server, at a free port or at that of an earlier one. */
export async function startSmtpSink(earlier?: SmtpSink): Promise<SmtpSink> {
	const taken: SmtpSink["taken"] = [];
	const sink: SmtpSink = { url: "", taken, answer: () => "take", stop: async () => {} };
	const server = new SMTPServer({
		authOptional: true,
		closeTimeout: 100,
		disabledCommands: ["AUTH", "STARTTLS"],
		onRcptTo({ address }, _, done) {
			const answer = sink.answer(address);
			done(
				typeof answer === "object" ? Object.assign(new Error(answer.message), { responseCode: answer.status }) : null,
			);
		},
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("end", () => {
				const to = session.envelope.rcptTo[0]?.address ?? "";
				taken.push({ to, raw: Buffer.concat(chunks).toString() });
				if (sink.answer(to) !== "cut") return done();
				for (const client of server.connections as Iterable<{ id: string; _socket?: { destroy(): void } }>)
					if (client.id === session.id) client._socket?.destroy();
			});
		},
	});
	// A connection that a client gives up is no error of ours.
	server.on("error", () => {});
	await new Promise<void>((resolve) =>
		server.listen(Number(earlier ? new URL(earlier.url).port : 0), "127.0.0.1", resolve),
	);
	sink.url = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
	sink.stop = () => new Promise((resolve) => server.close(() => resolve()));
	return sink;
}
