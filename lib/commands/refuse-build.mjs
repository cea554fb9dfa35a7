// Run before next build, which empties the build's folder. Ends with a sentence while a web runs from it.
import { runningWebs } from "./web-socket.mjs";

const dist = process.env.NEXT_DIST_DIR || ".next";
const webs = await runningWebs(dist);
for (const web of webs) if (web !== "denied") web.destroy();
if (webs.length > 0) {
	console.error(
		`A web runs from ${dist} here, which a build empties. Build the new release in a folder of its own and go over to it with npm run roll-over (docs/upgrade.md), or stop the web first.`,
	);
	process.exit(1);
}
