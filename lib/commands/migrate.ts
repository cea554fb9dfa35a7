// npm run migrate: brings the database of DATABASE_URL to this version's schema. Safe to repeat.
import { migrate } from "@/db/migrate";
import { databaseUrl } from "../database";
import { command } from "./command";

await command("owner", async () => {
	await migrate(databaseUrl("owner"));
	console.log("The database has this version's schema.");
});
