"use server";

import { revalidatePath } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import type { FormField, StaffFormState } from "@/components/staff/form-fields";
import type { Staff } from "@/lib/authority";
import { formError, parseForm } from "@/lib/form";
import { requireStaff } from "@/lib/identity/guard";
import { updateAdmin } from "@/lib/incidents";
import { correctionNote, updateText, withdrawalNote } from "@/lib/incidents/schema";
import { dateTimeExample, fromLocalInput } from "@/lib/time";
import { conflictState, revisionOf, stateBeforePublishing } from "../_shared/form-steps";
import { correctionFields, textFields, withdrawalFields } from "./text-fields";

/** Revalidates public pages and redirects. Other processes follow within seconds (app/_server/cache-warmer.ts). */
function revalidateAndRedirect(path: string): never {
	revalidatePath("/[locale]", "layout");
	redirect(path);
}

/** Returns the state for a refused change. What was typed stays in the form. */
async function refusal(
	staff: Staff,
	id: string,
	form: FormData,
	reason: updateAdmin.UpdateRefusal,
	fields: (update: updateAdmin.DeskUpdate) => FormField[],
): Promise<StaffFormState> {
	const update = await updateAdmin.update(staff, id);
	if (!update || reason === "absent") return formError(form, "", gone);
	if (reason === "changed-meanwhile") return conflictState(form, fields(update), update.revision);
	return formError(form, "", "Someone else has published or withdrawn this update, so you can no longer do this");
}

const gone = "Someone else has discarded this draft. Copy your text from here, and write a new update with it";

export async function create(_: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const parsed = parseForm(updateText.extend({ incidentId: z.string().min(1, "Choose an incident") }), form);
	if (!parsed.ok) return parsed.state;
	const { incidentId, ...text } = parsed.value;
	const created = await updateAdmin.create(staff, incidentId, text);
	if (!created.ok) return formError(form, "incidentId", "Choose an incident from the list");
	redirect(`/staff/updates/${created.value}?done=saved`);
}

export async function save(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const parsed = parseForm(updateText, form);
	if (!parsed.ok) return parsed.state;
	const saved = await updateAdmin.saveDraft(staff, id, revisionOf(form), parsed.value);
	if (!saved.ok) return refusal(staff, id, form, saved.reason, textFields);
	redirect(`/staff/updates/${id}?done=saved`);
}

export async function publish(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const typed = String(form.get("nextUpdateDueAt") ?? "").trim();
	const due = typed === "" ? null : fromLocalInput(typed);
	if (due === undefined)
		return formError(form, "nextUpdateDueAt", `Enter a date and a time, such as ${dateTimeExample}`);
	const published = await updateAdmin.publish(staff, id, revisionOf(form), due);
	if (!published.ok && published.reason === "changed-meanwhile") redirect(`/staff/updates/${id}/publish?changed=1`);
	if (!published.ok && published.reason === "wrong-state") redirect(`/staff/updates/${id}?done=already`);
	if (!published.ok) return refusal(staff, id, form, published.reason, textFields);
	revalidateAndRedirect(`/staff/updates/${id}?done=published`);
}

export async function correct(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const parsed = parseForm(correctionNote.extend(updateText.shape), form);
	if (!parsed.ok) return parsed.state;
	const update = (await updateAdmin.update(staff, id)) ?? notFound();
	const fields = correctionFields(update);
	const publishes = form.get("step") === "publish";
	if (update.revision !== revisionOf(form) && !publishes) return conflictState(form, fields, update.revision);
	const review = stateBeforePublishing(form, fields, update.revision, parsed.value);
	if (review) return review;
	const { noteEn, noteCy, ...text } = parsed.value;
	const corrected = await updateAdmin.correct(staff, id, revisionOf(form), text, { noteEn, noteCy });
	if (!corrected.ok) return refusal(staff, id, form, corrected.reason, correctionFields);
	revalidateAndRedirect(`/staff/updates/${id}?done=corrected`);
}

export async function withdraw(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const parsed = parseForm(withdrawalNote, form);
	if (!parsed.ok) return parsed.state;
	const update = (await updateAdmin.update(staff, id)) ?? notFound();
	const page = { label: "The update", one: `${update.titleEn}\n${update.summaryEn}` };
	const review = stateBeforePublishing(form, withdrawalFields(), update.revision, parsed.value, [
		{ ...page, other: "Withdrawn, with the date and your reason. The old text stays on its page, folded away." },
	]);
	if (review) return review;
	const withdrawn = await updateAdmin.withdraw(staff, id, revisionOf(form), parsed.value);
	if (!withdrawn.ok && withdrawn.reason === "wrong-state") redirect(`/staff/updates/${id}?done=already`);
	if (!withdrawn.ok) return refusal(staff, id, form, withdrawn.reason, () => []);
	revalidateAndRedirect(`/staff/updates/${id}?done=withdrawn`);
}

export async function discard(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const discarded = await updateAdmin.discardDraft(staff, id, revisionOf(form));
	if (!discarded.ok && discarded.reason === "changed-meanwhile") redirect(`/staff/updates/${id}/discard?changed=1`);
	if (!discarded.ok && discarded.reason === "wrong-state") redirect(`/staff/updates/${id}?done=already`);
	// A draft that is gone was discarded by a press before this one.
	redirect("/staff/updates?done=discarded");
}
