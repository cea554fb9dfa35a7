/** Returns 18:00 UTC of the day in `days` days, because promised dates of the demo must not be in the past. */
export function futureEvening(days: number): Date {
	const at = new Date();
	at.setUTCDate(at.getUTCDate() + days);
	at.setUTCHours(18, 0, 0, 0);
	return at;
}
