import { customType, timestamp } from "drizzle-orm/pg-core";

/** Raw bytes: fingerprints, hashes, sealed values. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A point in time, stored in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
