// What a web process does before it answers anybody, without Next around it: for tests of what it needs and says.
import { startWeb } from "@/app/_server/start";

startWeb();
console.log("started");
process.exit(0);
