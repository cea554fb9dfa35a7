"use server";

import { revalidatePath } from "next/cache";
import { notFound, redirect } from "next/navigation";
import type { StaffFormState } from "@/components/staff/form-fields";
import { parseForm } from "@/lib/form";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { incidentHeadline } from "@/lib/incidents/schema";
import { messageAdmin } from "@/lib/messages";
import { conflictState, isSaved, revisionOf, stateBeforePublishing } from "../_shared/form-steps";
import { incidentFormOf } from "./incident-forms";

export async function create(_: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const parsed = parseForm(incidentHeadline, form);
	if (!parsed.ok) return parsed.state;
	const id = await incidentAdmin.create(staff, parsed.value);
	redirect(`/staff/incidents/${id}?done=created`);
}

/** Saves the form at `path`. A change of a published incident is shown as readers will see it first. */
export async function saveIncidentForm(
	id: string,
	path: string,
	_: StaffFormState,
	form: FormData,
): Promise<StaffFormState> {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const [incident, page] = [(await incidentAdmin.incidentFor(staff, id)) ?? notFound(), `/staff/incidents/${id}`];
	// A part that is gone was removed by a press before this one.
	const { fields, read, added = [fields] } = incidentFormOf(incident, path) ?? redirect(`${page}?done=already`);
	const parsed = read(form);
	if (!parsed.ok) return parsed.state;
	const stale = incident.revision !== revisionOf(form);
	if (stale && added.some((now) => isSaved(form, now))) redirect(`${page}?done=already`);
	if (stale && fields.length > 0) return conflictState(form, fields, incident.revision);
	const published = incident.publishedAt !== null;
	const review = published && stateBeforePublishing(form, fields, incident.revision, parsed.value);
	if (review) return review;
	const saved = await parsed.save(staff, revisionOf(form));
	// Somebody was quicker: the form is read once more, against what they saved.
	if (!saved.ok && fields.length > 0) return saveIncidentForm(id, path, _, form);
	if (!saved.ok) redirect(`${page}/${path}?changed=1`);
	revalidatePath("/[locale]", "layout");
	redirect(`${page}?done=${published || path === "publish" ? "published" : "saved"}`);
}

/** `seen` are the figures that the page showed. */
export async function publishFigures(
	id: string,
	seen: string,
	_: StaffFormState,
	_form: FormData,
): Promise<StaffFormState> {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const published = await messageAdmin.publishFigures(staff, id, seen);
	if (!published.ok) redirect(`/staff/incidents/${id}/figures?changed=1`);
	revalidatePath("/[locale]", "layout");
	redirect(`/staff/incidents/${id}?done=published`);
}
