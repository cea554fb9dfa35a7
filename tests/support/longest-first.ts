/** The order in which vitest begins the test files. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take longest, most of it waiting. A clone's first run knows no durations, and the last file would run alone for as
 * long as it takes.
 */
const longest = [
	"domain/worker",
	"faults/demo",
	"faults/deliveries",
	"domain/identity-timing",
	"security/code-limits",
	"security/single-sign-on",
	"domain/commands",
	"faults/kills",
	"faults/unfit-databases",
	"faults/histories",
	"domain/answers-from-exports",
	"domain/reminders",
	"domain/datasets-changes",
	"domain/datasets-import",
];

const placeOf = ({ moduleId }: TestSpecification) => {
	const place = longest.findIndex((name) => moduleId.endsWith(`tests/${name}.test.ts`));
	return place < 0 ? longest.length : place;
};

/** Puts the longest files first. Keeps vitest's own order among the others. */
export default class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
	}
}
