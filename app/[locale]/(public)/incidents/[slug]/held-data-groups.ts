import type { DataCategory } from "@/lib/data-categories";
import type { HeldData, Standing } from "@/lib/incidents/schema";

/** What one group's data held beside what nearly every group's did. */
export type GroupDifference = {
	held: HeldData;
	also: DataCategory[];
	rebuilt: DataCategory[];
	elsewhere: DataCategory[];
	/** Categories that are common and that this group's data has in no standing. */
	absent: DataCategory[];
};

/** A category is common if it was in the data of at least this share of the groups. */
const nearlyAll = 0.75;

/**
 * Splits held data into the categories that were in the data of nearly every group, and what differs by group. With one group, all
 * of it is that group's own.
 */
export function heldDataGroups(held: HeldData[]): { common: DataCategory[]; groups: GroupDifference[] } {
	const categories = (one: HeldData, standing?: Standing) =>
		one.categories.filter((entry) => !standing || entry.standing === standing).map(({ category }) => category);
	const count = new Map<DataCategory, number>();
	for (const category of held.flatMap((one) => categories(one, "in-data")))
		count.set(category, (count.get(category) ?? 0) + 1);
	const all = [...new Set(held.flatMap((one) => categories(one)))];
	const common = held.length > 1 ? all.filter((category) => (count.get(category) ?? 0) >= nearlyAll * held.length) : [];
	return {
		common,
		groups: held.map((one) => ({
			held: one,
			also: categories(one, "in-data").filter((category) => !common.includes(category)),
			rebuilt: categories(one, "being-rebuilt"),
			elsewhere: categories(one, "held-elsewhere"),
			absent: common.filter((category) => !categories(one).includes(category)),
		})),
	};
}
