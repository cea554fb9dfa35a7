import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

export type RawAnswer = {
	/** The first line's status; undefined if the connection closed without an answer. */
	status: number | undefined;
	text: string;
	/** Whether the server closed the connection, or the answer was whole, in time. */
	ended: boolean;
};

type Options = {
	/** The address of 127.0.0.0/8 that the client has. */
	from?: string;
	withinMs?: number;
	/** Milliseconds between the pieces. */
	pauseMs?: number;
};

/** Sends bytes on a connection of its own and reads until the server closes it, or the time is over. */
export async function sendRaw(
	port: number,
	pieces: readonly (string | Buffer)[],
	{ from = "127.0.0.1", withinMs = 10_000, pauseMs = 0 }: Options = {},
): Promise<RawAnswer> {
	const socket = connect({ port, host: "127.0.0.1", localAddress: from });
	let text = "";
	socket.setEncoding("latin1").on("data", (piece: string) => {
		// The first lines are enough of a long page.
		if (text.length < 100_000) text += piece;
	});
	socket.on("error", () => {});
	let timer: NodeJS.Timeout | undefined;
	const over = new Promise<boolean>((resolve) => {
		timer = setTimeout(() => resolve(false), withinMs);
		socket.once("close", () => resolve(true));
	});
	const write = async () => {
		for (const piece of pieces) {
			if (socket.destroyed) return;
			socket.write(piece);
			if (pauseMs > 0) await wait(pauseMs);
		}
	};
	void write();
	const ended = await over;
	clearTimeout(timer);
	socket.destroy();
	const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
	return { status: status ? Number(status) : undefined, text, ended };
}
