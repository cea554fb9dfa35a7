"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import {
	activateVersion,
	cancelImport,
	createDataset,
	previewUpload,
	readMappingForm,
	rollBack,
	savedMapping,
	setComplete,
	startImport,
	withdrawVersion,
} from "@/lib/datasets";
import type { Format } from "@/lib/datasets/schema";
import { type FormState, formError, parseForm } from "@/lib/form";
import { requireStaff } from "@/lib/identity/guard";
import { refusalMessages } from "./labels";

const list = "/staff/datasets";
const newDataset = z.object({
	incident: z.string().min(1, "Choose the incident the table belongs to"),
	name: z.string().trim().min(1, "Enter a name for the dataset").max(100, "Use at most 100 characters"),
	complete: z.literal("yes").optional(),
});

/** Adds a dataset to an incident. */
export async function addDataset(_: FormState, form: FormData): Promise<FormState> {
	const staff = await requireStaff("datasets:import", list);
	const parsed = parseForm(newDataset, form, (message) => message);
	if (!parsed.ok) return parsed.state;
	const { incident, name, complete } = parsed.value;
	const made = await createDataset(staff, { incidentId: incident, name, complete: complete === "yes" });
	if (made.ok) redirect(`${list}?done=created`);
	const taken = made.reason === "name-taken";
	return formError(
		form,
		taken ? "name" : "incident",
		taken
			? "This incident has a dataset of that name. Choose another name"
			: "Choose the incident the table belongs to",
	);
}

/** Confirms the mapping and hands the file to the importer. */
export async function confirmMapping(
	versionId: string,
	settings: { format: Partial<Format>; saved?: string },
	_: FormState,
	form: FormData,
): Promise<FormState> {
	const staff = await requireStaff("datasets:import", list);
	const preview = await previewUpload(staff, versionId, settings.format);
	if (!preview) redirect(`${list}/${versionId}?problem=not-staged`);
	const saved = settings.saved ? await savedMapping(staff, settings.saved) : undefined;
	const read = readMappingForm(form, preview, settings.format, saved);
	if (!read.ok) return formError(form, read.fault.field, read.fault.message);
	const saveAs = String(form.get("saveAs") ?? "")
		.trim()
		.slice(0, 100);
	const started = await startImport(staff, versionId, read.mapping, saveAs || undefined);
	if (!started.ok && started.reason === "not-yours") return formError(form, "", refusalMessages["not-yours"] ?? "");
	redirect(started.ok ? `${list}/${versionId}` : `${list}/${versionId}?problem=${started.reason}`);
}

/** Stops an upload or an import. */
export async function cancel(versionId: string): Promise<void> {
	const staff = await requireStaff("datasets:import", list);
	const done = await cancelImport(staff, versionId);
	redirect(`${list}/${versionId}?${done.ok ? "done=cancelled" : `problem=${done.reason}`}`);
}

/** Lets people be answered from a version. */
export async function activate(versionId: string): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	const done = await activateVersion(staff, versionId);
	redirect(`${list}/${versionId}?${done.ok ? "done=activated" : `problem=${done.reason}`}`);
}

/** Goes back to the version before. */
export async function rollBackDataset(versionId: string, datasetId: string): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	const done = await rollBack(staff, datasetId);
	redirect(done.ok ? `${list}?done=rolled-back` : `${list}/${versionId}?problem=${done.reason}`);
}

/** Takes a version out for good. The box must be ticked: it cannot be undone. */
export async function withdraw(versionId: string, form: FormData): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	if (form.get("sure") !== "yes") redirect(`${list}/${versionId}?problem=sure#withdraw`);
	const done = await withdrawVersion(staff, versionId);
	redirect(`${list}/${versionId}?${done.ok ? "done=withdrawn" : `problem=${done.reason}`}`);
}

/** Says whether more of a dataset is still being recovered. */
export async function setDatasetComplete(datasetId: string, complete: boolean): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	const done = await setComplete(staff, datasetId, complete);
	redirect(`${list}?${done.ok ? "done=complete" : `problem=${done.reason}`}`);
}
