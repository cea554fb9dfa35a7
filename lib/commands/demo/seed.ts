// Run by the demo and the browser tests in a process of its own, with the site's environment.
import { command } from "../command";
import { main } from "../seed-demo";

await command("worker", main);
