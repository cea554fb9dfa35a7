// Loaded into a program of the site with NODE_OPTIONS=--import: on SIGUSR2 it writes the files that it has required to LOADED_FILES.
import { writeFileSync } from "node:fs";
import Module from "node:module";

process.on("SIGUSR2", () => writeFileSync(process.env.LOADED_FILES ?? "", Object.keys(Module._cache).join("\n")));
