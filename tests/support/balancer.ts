import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands before several web servers, as a balancer does: one address, and `forwardTo` says which of them has it now. */
export async function startBalancer(): Promise<{ url: string; forwardTo: (url: string) => void; stop: () => void }> {
	let port = 0;
	const open = new Set<Socket>();
	const closeAll = () => {
		for (const socket of open) socket.destroy();
	};
	const server = createServer((from) => {
		const to = connect(port, "localhost");
		for (const socket of [from, to]) {
			open.add(socket);
			socket.on("error", () => {});
			socket.once("close", () => {
				open.delete(socket);
				from.destroy();
				to.destroy();
			});
		}
		from.pipe(to).pipe(from);
	});
	await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
	return {
		url: `http://localhost:${(server.address() as AddressInfo).port}`,
		forwardTo(url) {
			port = Number(new URL(url).port);
			closeAll();
		},
		stop() {
			server.close();
			closeAll();
		},
	};
}
