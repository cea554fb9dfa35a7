import { entries } from "./migrations/meta/_journal.json";

/** The time of this code's newest migration, as the journal has it. schema_version() says which one a database has. */
export const schemaVersion = Math.max(...entries.map(({ when }) => when));
