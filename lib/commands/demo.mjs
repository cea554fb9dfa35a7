// npm run demo: the whole site with invented people, from nothing but Node and npm.
import { checkNode, install, root } from "./install.mjs";

checkNode();
process.chdir(root);
await install((sentence) => console.log(sentence));
const { register } = await import("tsx/esm/api");
register();
await import("./demo/main.ts");
