import { SMTPServer } from "smtp-server";

/** The behaviour of a relay. A test may change each field while the relay runs. */
type Behaviour = {
	/** The time it takes to accept a mail. */
	milliseconds: number;
	/** Its answer to a recipient. Nothing accepts the recipient. */
	refuse?: (address: string) => { responseCode: number; message: string } | undefined;
	/** Whether it reads the text of a mail and never answers. */
	silent: boolean;
	/** Gets each mail as it arrived. */
	read?: (mail: string) => void;
};

export type MailRelay = {
	url: string;
	behaviour: Behaviour;
	/** The mails it accepted, in order, with their times. */
	accepted: { to: string; at: number }[];
	/** The most mails that were at it at the same time. */
	mostAtOnce(): number;
	/** The recipients of mails it never answered. */
	unanswered: string[];
	stop(): Promise<void>;
};

/** Starts a mail server on the loopback address that stores no texts. */
export async function startMailRelay(given: Partial<Behaviour> = {}): Promise<MailRelay> {
	const behaviour: Behaviour = { milliseconds: 0, silent: false, ...given };
	const accepted: MailRelay["accepted"] = [];
	const unanswered: string[] = [];
	let present = 0;
	let most = 0;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ["AUTH", "STARTTLS"],
		closeTimeout: 100,
		onRcptTo({ address }, _, done) {
			const refusal = behaviour.refuse?.(address);
			done(refusal ? Object.assign(new Error(refusal.message), refusal) : null);
		},
		onData(stream, session, done) {
			const to = session.envelope.rcptTo.map(({ address }) => address).join();
			const pieces: Buffer[] = [];
			stream.on("data", (piece: Buffer) => behaviour.read && pieces.push(piece));
			stream.on("end", () => {
				behaviour.read?.(Buffer.concat(pieces).toString());
				if (behaviour.silent) return void unanswered.push(to);
				most = Math.max(most, ++present);
				setTimeout(() => {
					present--;
					accepted.push({ to, at: performance.now() });
					done();
				}, behaviour.milliseconds);
			});
		},
	});
	// A killed worker breaks its connection.
	server.on("error", () => {});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
	const { port } = server.server.address() as { port: number };
	return {
		url: `smtp://127.0.0.1:${port}`,
		behaviour,
		accepted,
		mostAtOnce: () => most,
		unanswered,
		stop: () => new Promise((resolve) => server.close(() => resolve())),
	};
}
