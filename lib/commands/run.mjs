// node lib/commands/run.mjs NAME [words]: runs a command. Without a name it only makes ready what commands run from.
import { pathToFileURL } from "node:url";
import { bundle, commands, fileOf } from "./bundle.mjs";

const [name] = process.argv.splice(2, 1);
await bundle();
if (commands.includes(name)) await import(pathToFileURL(fileOf(name)).href);
else if (name) {
	console.error(`There is no command "${name}". There are: ${commands.join(", ")}.`);
	process.exit(1);
}
