// npm run migrate: brings the database of DATABASE_URL to this version's schema. Safe to repeat.
import { migrate } from "@/db/migrate";
import { databaseUrl } from "../database";
import { singleSignOn } from "../identity/sign-in-methods";
import { command } from "./command";

await command("owner", async () => {
	const providers = (["member", "staff"] as const).filter((audience) => singleSignOn(audience));
	await migrate(databaseUrl("owner"), providers);
	console.log("The database has this version's schema.");
});
