// What must run before anything is installed: plain JavaScript, Node's own modules only. For npm run demo and npm test.
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Ends with a sentence where Node is older than the project needs. */
export function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	if (major > 20 || (major === 20 && minor >= 19)) return;
	console.error(`This needs Node 20.19 or newer; this is ${process.versions.node}.`);
	process.exit(1);
}

/** npm writes this list last, so an install that was cut short has none. */
function installed() {
	const list = path.join(root, "node_modules", ".package-lock.json");
	return existsSync(list) && statSync(list).mtimeMs >= statSync(path.join(root, "package-lock.json")).mtimeMs;
}

/** Runs npm; resolves with its exit code. */
function npm(words, options = {}) {
	const windows = process.platform === "win32";
	return new Promise((resolve) => {
		const child = spawn(windows ? "npm.cmd" : "npm", words, { cwd: root, shell: windows, ...options });
		child.once("error", () => resolve(127));
		child.once("exit", (code, signal) => resolve(code ?? (signal ? 130 : 1)));
	});
}

/** Installs the packages of package-lock.json where that has not been done since it changed. Ends with a sentence where npm fails. */
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
