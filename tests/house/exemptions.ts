/** What a rule lets through: a file or a pattern of files, and why. */
export type Exemption = readonly [place: string | RegExp, reason: string];

/** Whether a file is let through. */
export const isExempt = (exemptions: readonly Exemption[], file: string): boolean =>
	exemptions.some(([place]) => matches(place, file));

/**
 * Exemptions that let nothing through: `faults` are the files the rule would find without its list. Such an entry outlived what
 * it was made for, and would hide the next fault of that name.
 */
export const idle = (exemptions: readonly Exemption[], faults: readonly string[]): string[] =>
	exemptions.filter(([place]) => !faults.some((file) => matches(place, file))).map(([place]) => String(place));

const matches = (place: string | RegExp, file: string) =>
	typeof place === "string" ? place === file : place.test(file);
