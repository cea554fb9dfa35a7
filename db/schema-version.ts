import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** The time of this code's newest migration, as the journal has it. schema_version() says which one a database has. */
export const schemaVersion = Math.max(...journal.entries.map(({ when }) => when));
