// Reads the settings as the web process does before it listens, without Next: for tests of what it needs and says.
import { checkSettings } from "@/app/_server/check-settings";

await checkSettings();
console.log("started");
process.exit(0);
