/** Seeds the demo's database with the functions that staff use: the team, the incidents, the datasets. */
import { datasetStories } from "@/db/demo/datasets";
import { incidentHistories } from "@/db/demo/incidents";
import { sampleStaff } from "@/db/demo/samples";
import type { Staff } from "../authority";
import { activateVersion, askForChange, confirmChange, createDataset, importVersion, listDatasets } from "../datasets";
import { mappingSchema } from "../datasets/schema";
import { addStaff, operator, staffForCommand } from "../identity";
import { importIncident } from "../incidents";
import type { Result } from "../result";
import { CommandError } from "./command";

/**
 * Seeds what is missing, as the owner of a demo or test database: the owner alone makes staff and activates without a session.
 * Throws CommandError if a function refuses.
 */
export async function main(): Promise<void> {
	const seeder = operator("seed-demo");
	for (const { email, name, roles } of sampleStaff) {
		const added = await addStaff(seeder, { email, displayName: name, roles });
		if (!added.ok && added.reason !== "already-staff") throw new CommandError(`${name}: ${added.reason}`);
	}
	const incidents = new Map<string, string>();
	for (const story of incidentHistories) incidents.set(story.incident.slug, await importIncident(seeder, story));
	const lead = await sampleOfRole("data-lead");
	const admin = await sampleOfRole("admin");
	for (const story of datasetStories) await seedDataset(lead, admin, incidents.get(story.incident) ?? "", story);
}

async function sampleOfRole(role: string): Promise<Staff> {
	const email = sampleStaff.find((person) => person.roles.some((held) => held === role))?.email ?? "";
	const staff = await staffForCommand(email);
	if (!staff) throw new CommandError(`${email} is not staff any more: remove .data to begin again.`);
	return staff;
}

/** Imports the versions of a dataset as one member of staff and activates them as another. Skips versions that are rolled back or withdrawn. */
async function seedDataset(
	lead: Staff,
	admin: Staff,
	incidentId: string,
	story: (typeof datasetStories)[number],
): Promise<void> {
	const find = async () =>
		(await listDatasets(lead)).find((dataset) => dataset.incident.id === incidentId && dataset.name === story.name);
	const datasetId =
		(await find())?.id ?? valueOrThrow(await createDataset(lead, { incidentId, name: story.name, complete: false }));
	for (const { fileName, read } of story.versions) {
		const attempts = (await find())?.versions.filter((version) => version.fileName === fileName) ?? [];
		const imported = attempts.find((version) => ["ready", "active", "superseded", "withdrawn"].includes(version.state));
		const versionId = imported?.id ?? (await importFile(lead, datasetId, fileName, read(), story.mapping));
		if (imported && imported.state !== "ready") continue;
		valueOrThrow(await activateVersion(admin, versionId));
		if (story.complete && fileName === story.versions.at(-1)?.fileName) await completeDataset(lead, admin, datasetId);
	}
}

/** Marks a dataset as complete: one person asks, another confirms. */
async function completeDataset(lead: Staff, admin: Staff, datasetId: string): Promise<void> {
	const asked = valueOrThrow(await askForChange(lead, { datasetId, change: "complete" }));
	if (!asked.done) valueOrThrow(await confirmChange(admin, asked.id));
}

async function importFile(staff: Staff, datasetId: string, fileName: string, file: Buffer, columns: unknown) {
	async function* stream() {
		yield file;
	}
	const order = {
		datasetId,
		fileName,
		fileBytes: file.length,
		stream: stream(),
		mapping: mappingSchema.parse(columns),
	};
	return (await importVersion(staff, order)).versionId;
}

/** Returns the value of a result. Throws CommandError if it is a refusal. */
function valueOrThrow<T>(result: Result<T, string>): T {
	if (!result.ok) throw new CommandError(`the demo could not be seeded: ${result.reason}`);
	return result.value;
}
