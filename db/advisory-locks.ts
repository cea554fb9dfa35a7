/** The numbers of PostgreSQL's advisory locks. They are in one list, so that no number is used twice. */
export const advisoryLocks = {
	migration: 712021,
	team: 712022,
	import: 712023,
	worker: 712024,
	creation: 712025,
	report: 712026,
	reseal: 712027,
} as const;
