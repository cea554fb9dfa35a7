// node lib/commands/run.mjs NAME [words]: runs a command. Without a name it only makes ready what commands run from.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, commands } from "./bundle.mjs";

const [name] = process.argv.splice(2, 1);
const folder = await bundle().catch((error) => {
	if (!String(error.path).includes(".commands")) throw error;
	console.error(
		`Commands run from .commands/, which is missing or older than the sources and cannot be written (${error.code}). Run npm run build as somebody who may write there.`,
	);
	process.exit(1);
});
if (commands.includes(name)) await import(pathToFileURL(path.join(folder, `${name}.mjs`)).href);
else if (name) {
	console.error(`There is no command "${name}". There are: ${commands.join(", ")}.`);
	process.exit(1);
}
