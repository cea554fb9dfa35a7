"use server";

import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import {
	activateVersion,
	askForChange,
	cancelChange,
	cancelImport,
	confirmChange,
	confirmedFormat,
	createDataset,
	previewUpload,
	readMappingForm,
	recountAnswers,
	rollBack,
	savedMapping,
	startImport,
	withdrawVersion,
} from "@/lib/datasets";
import { changeKinds, parseCorrections } from "@/lib/datasets/schema";
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
	const created = await createDataset(staff, { incidentId: incident, name, complete: complete === "yes" });
	if (created.ok) redirect(`${list}?done=created`);
	const taken = created.reason === "name-taken";
	return formError(
		form,
		taken ? "name" : "incident",
		taken
			? "This incident has a dataset of that name. Choose another name"
			: "Choose the incident the table belongs to",
	);
}

/** Confirms the mapping and queues the import. */
export async function confirmMapping(
	versionId: string,
	corrections: string,
	savedId: string,
	_: FormState,
	form: FormData,
): Promise<FormState> {
	const staff = await requireStaff("datasets:import", list);
	const format = parseCorrections(corrections) ?? notFound();
	const preview = await previewUpload(staff, versionId, format);
	if (!preview) redirect(`${list}/${versionId}?problem=not-staged`);
	const saved = savedId ? await savedMapping(staff, savedId) : undefined;
	const parsed = readMappingForm(form, preview, format, saved);
	if (!parsed.ok) return formError(form, parsed.error.field, parsed.error.message);
	const saveAs = String(form.get("saveAs") ?? "").trim();
	const confirmed = confirmedFormat(preview.format);
	const started = await startImport(staff, versionId, parsed.mapping, saveAs.slice(0, 100) || undefined, confirmed);
	if (!started.ok && started.reason === "not-yours") return formError(form, "", refusalMessages["not-yours"] ?? "");
	redirect(started.ok ? `${list}/${versionId}` : `${list}/${versionId}?problem=${started.reason}`);
}

/** Cancels an upload or an import. */
export async function cancel(versionId: string, _: FormData): Promise<void> {
	const staff = await requireStaff("datasets:import", list);
	const result = await cancelImport(staff, versionId);
	if (!result.ok) redirect(`${list}/${versionId}?problem=${result.reason}`);
	redirect(`${list}/${versionId}?done=${result.value.running ? "cancelling" : "cancelled"}`);
}

/** Activates a version. One without records only with its box ticked. */
export async function activate(versionId: string, form: FormData): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	const result = await activateVersion(staff, versionId, { evenEmpty: form.get("empty") === "yes" });
	redirect(`${list}/${versionId}?${result.ok ? "done=activated" : `problem=${result.reason}`}`);
}

/** Counts again how many answers a version would change. */
export async function countAgain(versionId: string, _: FormData): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	const result = await recountAnswers(staff, versionId);
	redirect(`${list}/${versionId}?${result.ok ? "done=counted" : `problem=${result.reason}`}`);
}

/** Activates the version before again, and shows it. */
export async function rollBackDataset(versionId: string, datasetId: string, _: FormData): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	const result = await rollBack(staff, datasetId, versionId);
	redirect(result.ok ? `${list}/${result.value.id}?done=rolled-back` : `${list}/${versionId}?problem=${result.reason}`);
}

/** Withdraws a version for good, or asks for it if people are answered from it. Requires the ticked box, because it cannot be undone. */
export async function withdraw(versionId: string, activeIn: string, form: FormData): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	if (form.get("sure") !== "yes") redirect(`${list}/${versionId}?problem=sure#withdraw`);
	if (activeIn) return askForDatasetChange(activeIn, "withdraw", versionId, form);
	const result = await withdrawVersion(staff, versionId);
	redirect(`${list}/${versionId}?${result.ok ? "done=withdrawn" : `problem=${result.reason}`}`);
}

const pageOf = (versionId: string) => (versionId ? `${list}/${versionId}` : list);

/** Asks for a change of a dataset that a second person confirms. */
export async function askForDatasetChange(
	datasetId: string,
	requested: string,
	versionId: string,
	_: FormData,
): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	const change = changeKinds.find((kind) => kind === requested) ?? notFound();
	const result = await askForChange(staff, { datasetId, change, versionId: versionId || undefined });
	if (!result.ok) redirect(`${pageOf(versionId)}?problem=${result.reason}`);
	redirect(`${pageOf(versionId)}?done=${result.value.done ? `${change}-at-once` : "asked"}`);
}

/** Confirms a change that somebody else asked for. */
export async function confirmDatasetChange(id: string, versionId: string, _: FormData): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	const result = await confirmChange(staff, id);
	if (!result.ok) redirect(`${pageOf(versionId)}?problem=${result.reason}`);
	const { change, people } = result.value;
	redirect(`${pageOf(versionId)}?done=${change}&people=${people}`);
}

/** Takes back or refuses a change that waits for a second person. */
export async function cancelDatasetChange(id: string, versionId: string, _: FormData): Promise<void> {
	const staff = await requireStaff("datasets:activate", list);
	const result = await cancelChange(staff, id);
	redirect(`${pageOf(versionId)}?${result.ok ? "done=change-cancelled" : `problem=${result.reason}`}`);
}
