// Installs packages for npm run demo and npm test. Uses only modules of Node, because it runs before packages are installed.
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Ends the process with a sentence if Node is older than the project needs. */
export function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major > 20 || (major === 20 && minor >= 19)) return;
	console.error(`This needs Node 20.19 or newer; this is ${process.versions.node}.`);
	process.exit(1);
}

/** Whether the packages are installed. npm writes its list last, so an interrupted install has none. */
function installed() {
	const list = path.join(root, "node_modules", ".package-lock.json");
	return existsSync(list) && statSync(list).mtimeMs >= statSync(path.join(root, "package-lock.json")).mtimeMs;
}

/** Runs npm; resolves with its exit code. */
function npm(args, options = {}) {
	const windows = process.platform === "win32";
	return new Promise((resolve) => {
		const child = spawn(windows ? "npm.cmd" : "npm", args, { cwd: root, shell: windows, ...options });
		child.once("error", () => resolve(127));
		child.once("exit", (code, signal) => resolve(code ?? (signal ? 130 : 1)));
	});
}

/** Installs the packages of package-lock.json if it has changed since the last install. Ends the process with a sentence if npm fails. */
export async function install(say) {
	if (installed()) return;
	say("Installing packages (npm ci). The first time takes a minute or two.");
	const code = await npm(["ci", "--include=dev", "--no-audit", "--no-fund"], {
		stdio: ["ignore", "inherit", "inherit"],
	});
	if (code === 0) return;
	console.error("The packages could not be installed; npm's own words are above.");
	process.exit(1);
}
