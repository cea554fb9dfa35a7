// npm run roll-over [-- FOLDER]: replaces the processes of the web that runs from this folder, while it serves.
import { existsSync, realpathSync } from "node:fs";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import { buildFolder } from "../env";
import { CommandError, readArguments, runWithoutDatabase } from "./command";
import { runningWebs } from "./web-socket.mjs";

const usage = `Usage, in the folder that the web runs from:
  npm run roll-over -- FOLDER   goes over to the build in the folder of another release
  npm run roll-over             starts its processes anew, so that they read changed settings
With --port NUMBER only the web at that port.`;

/** Asks a web to go over, and prints what it says. Returns whether all of its processes are replaced. */
async function ask(web: Socket, folder: string | undefined): Promise<boolean> {
	web.write(`${JSON.stringify({ folder })}\n`);
	for await (const line of createInterface({ input: web })) {
		const { say, done } = JSON.parse(line);
		if (say) console.log(say);
		if (done !== undefined) return done;
	}
	console.log("The web has ended meanwhile.");
	return false;
}

/** Runs the command. Throws CommandError with a sentence if no web is found, or if one stays as it was. */
async function run(args: string[]): Promise<void> {
	const options = { port: { type: "string" } } as const;
	const { positionals, values } = readArguments({ args, allowPositionals: true, options }, usage);
	const [target] = positionals;
	if (positionals.length > 1) throw new CommandError(usage);
	if (target && !existsSync(target)) throw new CommandError(`There is no folder ${target}.`);
	const folder = target && realpathSync(target);
	const webs = await runningWebs(buildFolder, values.port);
	if (webs.length === 0) throw new CommandError(`No web runs from ${process.cwd()}.\n${usage}`);
	for (const web of webs) {
		if (web === "denied")
			throw new CommandError("A web runs here as another user: type this as that user, or as root.");
		if (!(await ask(web, folder))) throw new CommandError("Not all processes are replaced.");
	}
}

await runWithoutDatabase(run);
