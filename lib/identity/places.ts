/** Pages that sign-in may lead back to. A closed list: nothing a link says can lead anywhere else. */
export const memberPlaces = [
	"/check",
	"/check/history",
	"/plan",
	"/preferences",
	"/preferences/history",
	"/devices",
	"/identifiers",
] as const;
export type MemberPlace = (typeof memberPlaces)[number];

export const staffPlaces = [
	"/staff",
	"/staff/updates",
	"/staff/incidents",
	"/staff/datasets",
	"/staff/formats",
	"/staff/team",
	"/staff/audit",
] as const;
export type StaffPlace = (typeof staffPlaces)[number];

/** The page a `next` parameter names if it is on the list, else the first one of it. */
export function safePlace<Place extends string>(places: readonly [Place, ...Place[]], next: unknown): Place {
	return places.find((place) => place === next) ?? places[0];
}
