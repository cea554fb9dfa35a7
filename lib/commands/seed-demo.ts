/** Fills the demo's database through the same doors as staff: the team, the incidents, the datasets. Nothing is done twice. */
import { incidentStories } from "@/db/demo/incidents";
import { operator } from "../identity";
import { bringInIncident } from "../incidents";

/** Seeds what is missing. For a database of the demo or of tests, as its worker. */
export async function main(): Promise<void> {
	const seeder = operator("seed-demo");
	for (const story of incidentStories) await bringInIncident(seeder, story);
}
