// Builds the site for the tests and the demo, if its sources have changed since the last build.
import { build } from "./build";

await build((sentence) => console.log(sentence)).catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
