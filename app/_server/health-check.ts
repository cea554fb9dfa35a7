/** What /healthz answers while the process runs, for the supervisor that restarts it. Does not ask the database. */
export const alive = "alive\n";
