// A reverse proxy that terminates TLS, as in a deployment.
import { request } from "node:http";
import { createServer } from "node:https";
import { generate } from "selfsigned";

/** Listens with a new certificate for localhost and forwards every request unchanged to another port. */
export async function startTlsProxy(port: number, target: number): Promise<{ stop: () => Promise<void> }> {
	const localhost = [{ name: "commonName", value: "localhost" }];
	const { private: key, cert } = await generate(localhost, {
		keySize: 2048,
		extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
	});
	const server = createServer({ key, cert }, (asked, answer) => {
		const onward = request(
			{
				port: target,
				host: "localhost",
				method: asked.method,
				path: asked.url,
				headers: { ...asked.headers, "x-forwarded-proto": "https", "x-forwarded-host": asked.headers.host },
			},
			(given) => {
				answer.writeHead(given.statusCode ?? 502, given.rawHeaders);
				given.pipe(answer);
			},
		);
		onward.on("error", () => answer.destroy());
		asked.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(port, resolve));
	return {
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
