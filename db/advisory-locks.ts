/** The numbers of PostgreSQL's advisory locks. One table, so that no number is used twice. */
export const advisoryLocks = { migration: 712021, team: 712022, import: 712023, worker: 712024 } as const;
