// A mail server on the loopback address that keeps what it is sent, and can be told to refuse, to be slow or to break off.
import { SMTPServer } from "smtp-server";

/**
 * What the server does with a mail to an address: takes it, refuses it with a status, breaks the connection after its text, or says
 * nothing more after its address or after its text.
 */
export type SinkAnswer = "take" | "cut" | "silent" | "silent after text" | { status: number; message: string };

export type SmtpSink = {
	url: string;
	/** The mails that were taken: their recipient and their raw text. */
	taken: { to: string; raw: string }[];
	answer: (address: string) => SinkAnswer;
	/** How it greets: as it should, not at all, or with a refusal. */
	greeting: "take" | "silent" | { status: number; message: string };
	stop: () => Promise<void>;
};

const refusal = (answer: SinkAnswer) =>
	typeof answer === "object" ? Object.assign(new Error(answer.message), { responseCode: answer.status }) : null;

/** The port of one that has been stopped. Files that share a process share its connections to the mail server, which have read its address once. */
let left = 0;

/** Starts the server, at the port of an earlier one if there was one. */
export async function startSmtpSink(earlier?: SmtpSink): Promise<SmtpSink> {
	const taken: SmtpSink["taken"] = [];
	const sink: SmtpSink = { url: "", taken, answer: () => "take", greeting: "take", stop: async () => {} };
	const server = new SMTPServer({
		authOptional: true,
		closeTimeout: 100,
		disabledCommands: ["AUTH", "STARTTLS"],
		onConnect(_, done) {
			if (sink.greeting !== "silent") done(refusal(sink.greeting));
		},
		onRcptTo({ address }, _, done) {
			const answer = sink.answer(address);
			if (answer !== "silent") done(refusal(answer));
		},
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => chunks.push(chunk));
			stream.on("end", () => {
				const to = session.envelope.rcptTo[0]?.address ?? "";
				taken.push({ to, raw: Buffer.concat(chunks).toString() });
				const answer = sink.answer(to);
				if (answer === "silent after text") return;
				if (answer !== "cut") return done();
				for (const client of server.connections as Iterable<{ id: string; _socket?: { destroy(): void } }>)
					if (client.id === session.id) client._socket?.destroy();
			});
		},
	});
	// A connection that a client gives up is no error of ours.
	server.on("error", () => {});
	const port = Number(earlier ? new URL(earlier.url).port : left);
	left = 0;
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
	sink.url = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
	sink.stop = () => {
		left = Number(new URL(sink.url).port);
		return new Promise((resolve) => server.close(() => resolve()));
	};
	return sink;
}
