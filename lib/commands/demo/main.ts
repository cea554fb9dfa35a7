import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { sampleMembers, sampleStaff } from "@/db/demo/samples";
import { portIsFree } from "@/db/embedded/free-port";
import { holder, tryLock } from "@/db/embedded/lock";
import { isBlocked } from "./blocked-port";
import { build } from "./build";
import { type Site, startSite } from "./site";

const started = Date.now();
const say = (sentence: string) => console.log(sentence);

/** Prints one sentence and ends the process with exit code 1. */
function fail(sentence: string): never {
	console.error(sentence);
	process.exit(1);
}

const port = Number(process.env.PORT || 3000);
if (!Number.isInteger(port) || port < 1 || port > 65_535)
	fail(`PORT is ${process.env.PORT}, and must be a number from 1 to 65535.`);
if (await isBlocked(port))
	fail(
		`PORT is ${port}, which no browser opens: it is kept for something else. Choose another, as in PORT=3000 npm run demo.`,
	);

mkdirSync(".data", { recursive: true, mode: 0o711 });
const owner = lstatSync(".data").uid;
if (process.getuid && owner !== process.getuid())
	fail("The folder .data belongs to another user: start the demo as that user, or remove the folder and start again.");
chmodSync(".data", 0o711);

const release = tryLock(".data/demo.lock");
if (!release) fail(`The demo already runs in this folder (process ${holder(".data/demo.lock")}). Stop it first.`);
if (!(await portIsFree(port)))
	fail(
		`Port ${port} is in use by another program: stop it, or choose another port with PORT=${port + 1} npm run demo.`,
	);

let stopping = false;
const abort = new AbortController();
async function stop(code: number): Promise<never> {
	if (stopping) process.exit(1); // a second signal ends the process at once
	stopping = true;
	abort.abort();
	say("\nStopping the web server, the worker and the database.");
	const site = await starting.catch(() => undefined);
	await site?.stop();
	release?.();
	say("Stopped. The data stays in .data; npm run demo goes on with it.");
	process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));

async function start(): Promise<Site> {
	await build(say, "site", abort.signal);
	return startSite({ folder: ".data/demo", port, say, signal: abort.signal });
}
const starting = start();
const site = await starting.catch(async (error) => {
	if (stopping) await new Promise(() => {}); // stop() ends the process
	release();
	return fail(error instanceof Error ? error.message : String(error));
});
const list = (people: readonly { email: string; shows: string }[]) =>
	people.map(({ email, shows }) => `  ${email.padEnd(30)} ${shows}`).join("\n");
say(`
Ready after ${((Date.now() - started) / 1000).toFixed(1)} s: ${site.url}

Sign in with one of these addresses; the code arrives at ${site.url}/dev/mailbox
${list(sampleMembers)}

Staff sign in at ${site.url}/staff/sign-in with one of these
${list(sampleStaff)}

Ctrl-C stops everything.`);
const reason = await site.ended;
if (!stopping) {
	console.error(reason);
	await stop(1);
}
