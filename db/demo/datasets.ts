import { affectedTable } from "./affected-table";
import { fundraisingTable } from "./fundraising-table";
import { affectedTableMapping, fundraisingTableMapping } from "./mappings";

/** The datasets of the demo: their incident, whether they are complete at the end, and their versions in order. */
export const datasetStories = [
	{
		incident: "october-2021-supplier-incident",
		name: "Membership table",
		complete: true,
		mapping: affectedTableMapping,
		versions: [
			{ fileName: "membership-part-1.csv", read: () => Buffer.from(affectedTable(1)) },
			{ fileName: "membership-parts-1-and-2.csv", read: () => Buffer.from(affectedTable(2)) },
		],
	},
	{
		incident: "may-2020-fundraising-supplier",
		name: "Fundraising list",
		complete: false,
		mapping: fundraisingTableMapping,
		versions: [{ fileName: "fundraising-recovered.csv", read: fundraisingTable }],
	},
];
