// The build as the tests and the demo use it: only when sources have changed, and marked with what it was built from.
import { build } from "./build";

await build((sentence) => console.log(sentence)).catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
