// The socket in a build's folder by which a running web is found, so that it can be told to go over to another build.
import { existsSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";

/** Writes a path as seen from the working folder if that is shorter: the path of a socket has 107 bytes at most. */
function shortPath(file) {
	const relative = path.relative("", file);
	return relative.length < file.length ? relative : file;
}

/** The socket of the web that listens at a port and runs from a build. */
export const socketOf = (dist, port) => shortPath(path.resolve(dist, `web-${port}.sock`));

const isSocket = (file) => /^web-\d+\.sock$/.test(path.basename(file));

/**
 * Whether a file of a build's folder is a running web's own, which cannot be copied: such a socket, or a page being written
 * (app/_server/page-cache.mjs), which has another name a moment later.
 */
export const isOfRunningWeb = (file) => isSocket(file) || file.endsWith(".part");

/** Connects to a socket. Resolves with the connection, "denied" if it is another user's, or undefined if nobody listens any more. */
function connectTo(file) {
	return new Promise((resolve) => {
		const connection = connect(file);
		connection.once("connect", () => resolve(connection));
		connection.once("error", ({ code }) => resolve(code === "EACCES" ? "denied" : undefined));
	});
}

/** Connects to each web that runs from a build, or to that at a port alone. A web that was killed leaves a socket at which nobody listens. */
export async function runningWebs(dist, port) {
	const isAsked = (name) => (port ? name === path.basename(socketOf(dist, port)) : isSocket(name));
	const names = existsSync(dist) ? readdirSync(dist).filter(isAsked) : [];
	const found = await Promise.all(names.map((name) => connectTo(shortPath(path.resolve(dist, name)))));
	return found.filter((web) => web !== undefined);
}
