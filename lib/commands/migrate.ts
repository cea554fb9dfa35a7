// npm run migrate: brings the database of DATABASE_URL to this version's schema. Safe to repeat.
import { MigrationRefusal, migrate } from "@/db/migrate";
import { databaseUrl } from "../database";
import { trustedIssuer } from "../identity/sign-in-methods";
import { CommandError, command } from "./command";

await command("owner", async () => {
	const providers = (["member", "staff"] as const).filter((audience) => trustedIssuer(audience));
	await migrate(databaseUrl("owner"), providers).catch((error) => {
		throw error instanceof MigrationRefusal ? new CommandError(error.message) : error;
	});
	console.log("The database has this version's schema.");
});
