// Seeds the demo's database. The demo and the browser tests run it in its own process, with the site's environment.
import { command } from "../command";
import { main } from "../seed-demo";

await command("owner", main);
