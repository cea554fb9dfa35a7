/**
 * An expected refusal is a value, not an exception: `Result<Person, "expired" | "spent">`.
 * The caller turns the reason into a sentence. Bugs and lost database connections still throw.
 */
export type Result<T, Reason extends string> = { ok: true; value: T } | { ok: false; reason: Reason };

/** Returns a success with its value (none by default). */
export function ok(): { ok: true; value: undefined };
export function ok<T>(value: T): { ok: true; value: T };
export function ok<T>(value?: T) {
	return { ok: true as const, value };
}

/** Returns a refusal with its reason. */
export function err<Reason extends string>(reason: Reason): { ok: false; reason: Reason } {
	return { ok: false, reason };
}
