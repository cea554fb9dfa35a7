/**
 * An expected refusal is a value, not an exception: `Result<Person, "expired" | "spent">`.
 * The caller turns the reason into a sentence; bugs and lost databases still throw.
 */
export type Result<T, Reason extends string> = { ok: true; value: T } | { ok: false; reason: Reason };

/** The good outcome, with what it carries (nothing by default). */
export function ok(): { ok: true; value: undefined };
export function ok<T>(value: T): { ok: true; value: T };
export function ok<T>(value?: T) {
	return { ok: true as const, value };
}

/** The refusal, with the reason the caller will put into words. */
export function err<Reason extends string>(reason: Reason): { ok: false; reason: Reason } {
	return { ok: false, reason };
}
