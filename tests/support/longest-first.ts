/** The order in which vitest begins the test files. */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take longest, much of it waiting. A clone's first run knows no durations, and the last file would run alone for as
 * long as it takes.
 */
const longest = [
	"domain/worker",
	"faults/demo",
	"faults/deliveries",
	"domain/commands",
	"faults/kills",
	"faults/start",
	"faults/histories",
	"faults/unfit-databases",
	"domain/messages",
	"security/code-limits",
	"security/single-sign-on",
	"domain/answers-from-programs",
	"domain/answers-from-exports",
	"domain/readers-cost",
	"domain/double-submit",
	"domain/datasets-changes",
];

/**
 * The projects whose files share loaded modules, in their order. Vitest ends a process that has them as soon as the next file is of another
 * project, so each of these is run through without a break, after the files with a process each. Those with the longest files come first.
 */
const sharing = ["security", "domain", "functions", "house"];

const placeOf = ({ moduleId }: TestSpecification) => {
	const place = longest.findIndex((name) => moduleId.endsWith(`tests/${name}.test.ts`));
	return place < 0 ? longest.length : place;
};

/** Puts the longest files of each part first. Keeps vitest's own order among the others. */
export default class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const partOf = ({ project }: TestSpecification) => sharing.indexOf(project.name);
		return (await super.sort(files)).toSorted(
			(one, other) => partOf(one) - partOf(other) || placeOf(one) - placeOf(other),
		);
	}
}
