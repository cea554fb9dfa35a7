// Run by the demo and the browser tests in a process of its own, with the site's environment.
import { command } from "../command";

await command("worker", async () => {
	const place = "../seed-demo";
	const { main } = await import(place);
	await main();
});
