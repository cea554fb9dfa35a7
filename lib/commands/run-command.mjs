// node lib/commands/run-command.mjs NAME [arguments]: runs a program from the bundle. Without a name, only builds the bundle.
import cluster from "node:cluster";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, commands } from "./bundle.mjs";
import { endWithNpm } from "./end-with-npm.mjs";

const [name] = process.argv.splice(2, 1);
const folder = await bundle().catch((error) => {
	if (!String(error.path).includes(".commands")) throw error;
	console.error(
		`Commands run from .commands/, which is missing or older than the sources and cannot be written (${error.code}). Run npm run build as somebody who may write there.`,
	);
	process.exit(1);
});
// The processes of the web end with the first one, which hands the signal on.
if (cluster.isPrimary && (name === "web" || name === "worker")) endWithNpm();
// next start sets it too.
if (name === "web") process.env.NODE_ENV ||= "production";
if (commands.includes(name)) await import(pathToFileURL(path.join(folder, `${name}.mjs`)).href);
else if (name) {
	console.error(`There is no command "${name}". There are: ${commands.join(", ")}.`);
	process.exit(1);
}
