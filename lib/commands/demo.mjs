// npm run demo: starts the whole site with invented people. Needs only Node and npm.
import { checkNode, install, root } from "./install.mjs";

checkNode();
process.chdir(root);
await install((sentence) => console.log(sentence));
const { register } = await import("tsx/esm/api");
register();
await import("./demo/main.ts");
