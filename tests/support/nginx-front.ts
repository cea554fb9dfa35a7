/** nginx with the configuration of the front, as a program of its own in a folder of its own. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generate } from "selfsigned";
import { freePort } from "@/db/embedded/free-port";
import { nginxConfiguration } from "@/lib/commands/front-nginx";

/** Whether nginx is installed on this machine. */
export const nginxIsInstalled = spawnSync("nginx", ["-v"]).status === 0;

type Front = {
	folder: string;
	/** The address of the site without a port, https://host. */
	siteUrl: string;
	/** Where nginx listens. */
	port: number;
	/** The port of the web. */
	upstream: number;
	/** More servers of nginx's http block. */
	servers?: string;
};

/** The certificate and its key in the folder of a front. */
export const certificateLines = (folder: string) =>
	`ssl_certificate ${path.join(folder, "cert.pem")};\nssl_certificate_key ${path.join(folder, "key.pem")};`;

/** Starts nginx; its files are in the folder, the mirror in the folder `mirror` there. */
export async function startNginxFront({ folder, siteUrl, port, upstream, servers = "" }: Front) {
	mkdirSync(path.join(folder, "logs"), { recursive: true });
	const name = new URL(siteUrl).hostname;
	// As the usual authorities sign today. An RSA key costs nginx ten times as much for each visitor.
	const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
		keyType: "ec",
		curve: "P-256",
	});
	writeFileSync(path.join(folder, "key.pem"), key);
	writeFileSync(path.join(folder, "cert.pem"), cert);
	const front = nginxConfiguration({
		siteUrl,
		upstream: `127.0.0.1:${upstream}`,
		certificate: path.join(folder, "cert.pem"),
		key: path.join(folder, "key.pem"),
		cache: path.join(folder, "cache"),
		mirror: path.join(folder, "mirror"),
		listen: { http: `127.0.0.1:${await freePort()}`, https: `127.0.0.1:${port}` },
	});
	const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
		(kind) => `${kind}_temp_path ${path.join(folder, kind)};`,
	);
	const file = path.join(folder, "nginx.conf");
	// What Debian's nginx.conf says besides: sendfile, tcp_nopush, types.
	writeFileSync(
		file,
		`daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 4096; } http { access_log off; sendfile on; tcp_nopush on; ${temporary.join(" ")}\n${front}\n${servers}}`,
	);
	execFileSync("nginx", ["-t", "-c", file, "-p", folder], { stdio: "pipe" });
	const nginx = spawn("nginx", ["-c", file, "-p", folder], { stdio: "ignore" });
	return {
		pid: nginx.pid ?? 0,
		stop: async () => {
			nginx.kill("SIGTERM");
			await once(nginx, "exit");
		},
	};
}
