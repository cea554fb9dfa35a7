// Checks the settings as the web process does before it listens, without Next. For tests of variables and messages.
import { checkSettings } from "@/app/_server/check-settings";

await checkSettings();
console.log("started");
process.exit(0);
