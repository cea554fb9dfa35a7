"use server";

import { revalidatePath } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, formError, parseForm } from "@/lib/form";
import { requireStaff } from "@/lib/identity/guard";
import { updateAdmin } from "@/lib/incidents";
import { correctionNote, updateText } from "@/lib/incidents/schema";
import { fromLocalInput } from "@/lib/time";
import { changedMeanwhile } from "../_shared/stale-form";

/** Revalidates public pages and redirects. Other processes follow within seconds (app/_server/cache-warmer.ts). */
function revalidateAndRedirect(path: string): never {
	revalidatePath("/[locale]", "layout");
	redirect(path);
}

/** Returns the sentence for a refused change. Calls notFound() if the update does not exist. */
function refusal(form: FormData, reason: updateAdmin.UpdateRefusal): FormState {
	if (reason === "absent") notFound();
	if (reason === "changed-meanwhile") return formError(form, "", changedMeanwhile);
	return formError(form, "", "You cannot do this now: someone else has published or withdrawn the update.");
}

export async function create(_: FormState, form: FormData): Promise<FormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const parsed = parseForm(updateText.extend({ incidentId: z.string().min(1, "Choose an incident") }), form);
	if (!parsed.ok) return parsed.state;
	const { incidentId, ...text } = parsed.value;
	const created = await updateAdmin.create(staff, incidentId, text);
	if (!created.ok) return formError(form, "incidentId", "Choose an incident that exists");
	redirect(`/staff/updates/${created.value}?done=saved`);
}

export async function save(id: string, expectedRevision: string, _: FormState, form: FormData): Promise<FormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const parsed = parseForm(updateText, form);
	if (!parsed.ok) return parsed.state;
	const saved = await updateAdmin.saveDraft(staff, id, expectedRevision, parsed.value);
	if (!saved.ok) return refusal(form, saved.reason);
	redirect(`/staff/updates/${id}?done=saved`);
}

export async function publish(id: string, expectedRevision: string, _: FormState, form: FormData): Promise<FormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const typed = String(form.get("nextUpdateDueAt") ?? "").trim();
	const due = typed === "" ? null : fromLocalInput(typed);
	if (due === undefined) return formError(form, "nextUpdateDueAt", "Enter a date and a time, such as 5/11/2021, 18:00");
	const published = await updateAdmin.publish(staff, id, expectedRevision, due);
	if (!published.ok) return refusal(form, published.reason);
	revalidateAndRedirect(`/staff/updates/${id}?done=published`);
}

export async function correct(id: string, expectedRevision: string, _: FormState, form: FormData): Promise<FormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const parsed = parseForm(correctionNote.extend(updateText.shape), form);
	if (!parsed.ok) return parsed.state;
	const { noteEn, noteCy, ...text } = parsed.value;
	const corrected = await updateAdmin.correct(staff, id, expectedRevision, text, { noteEn, noteCy });
	if (!corrected.ok) return refusal(form, corrected.reason);
	revalidateAndRedirect(`/staff/updates/${id}?done=corrected`);
}

export async function withdraw(id: string, expectedRevision: string, _: FormState, form: FormData): Promise<FormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const parsed = parseForm(correctionNote, form);
	if (!parsed.ok) return parsed.state;
	const withdrawn = await updateAdmin.withdraw(staff, id, expectedRevision, parsed.value);
	if (!withdrawn.ok) return refusal(form, withdrawn.reason);
	revalidateAndRedirect(`/staff/updates/${id}?done=withdrawn`);
}

export async function discard(id: string, expectedRevision: string, _: FormState, form: FormData): Promise<FormState> {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const discarded = await updateAdmin.discardDraft(staff, id, expectedRevision);
	if (!discarded.ok) return refusal(form, discarded.reason);
	redirect("/staff/updates?done=discarded");
}
