/** An exemption from a rule: a file or a pattern of files, and the reason. */
export type Exemption = readonly [place: string | RegExp, reason: string];

/** Whether a file is exempt. */
export const isExempt = (exemptions: readonly Exemption[], file: string): boolean =>
	exemptions.some(([place]) => matches(place, file));

/**
 * Returns exemptions that exempt nothing. `faults` are the files that break the rule. An exemption without a fault would hide
 * the next one.
 */
export const idle = (exemptions: readonly Exemption[], faults: readonly string[]): string[] =>
	exemptions.filter(([place]) => !faults.some((file) => matches(place, file))).map(([place]) => String(place));

const matches = (place: string | RegExp, file: string) =>
	typeof place === "string" ? place === file : place.test(file);
