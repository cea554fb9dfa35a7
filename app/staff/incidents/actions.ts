"use server";

import { revalidatePath } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { dataCategories } from "@/lib/data-categories";
import { type FormState, formError, parseForm } from "@/lib/form";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { authorityReportText, heldDataText, incidentHeadline, relationships, standings } from "@/lib/incidents/schema";
import type { Result } from "@/lib/result";
import { changedMeanwhile } from "../_shared/stale-form";
import { incidentFormOf } from "./incident-forms";

/** Revalidates public pages and redirects to the incident. Returns the form's error if the change was refused. */
function finish(id: string, form: FormData, result: Result<undefined, incidentAdmin.IncidentRefusal>): FormState {
	if (!result.ok && result.reason === "absent") notFound();
	if (!result.ok) return formError(form, "", changedMeanwhile);
	revalidatePath("/[locale]", "layout");
	redirect(`/staff/incidents/${id}?done=saved`);
}

export async function create(_: FormState, form: FormData): Promise<FormState> {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const parsed = parseForm(incidentHeadline, form);
	if (!parsed.ok) return parsed.state;
	const id = await incidentAdmin.create(staff, parsed.value);
	redirect(`/staff/incidents/${id}?done=created`);
}

export async function saveIncidentForm(
	id: string,
	expectedRevision: string,
	name: string,
	_: FormState,
	form: FormData,
): Promise<FormState> {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const incidentForm = incidentFormOf(name) ?? notFound();
	const parsed = incidentForm.read(form);
	if (!parsed.ok) return parsed.state;
	return finish(id, form, await incidentForm.save(staff, id, expectedRevision, parsed.value));
}

export async function saveHeldData(
	id: string,
	expectedRevision: string,
	relationship: string,
	_: FormState,
	form: FormData,
): Promise<FormState> {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const known = relationships.find((known) => known === relationship) ?? notFound();
	const parsed = parseForm(heldDataText, form);
	if (!parsed.ok) return parsed.state;
	const chosen = dataCategories.flatMap((category) => {
		const standing = standings.find((value) => value === form.get(`category-${category}`));
		return standing ? [[category, standing]] : [];
	});
	const saved = await incidentAdmin.setHeldData(
		staff,
		id,
		expectedRevision,
		known,
		parsed.value,
		Object.fromEntries(chosen),
	);
	return finish(id, form, saved);
}

export async function saveReport(
	id: string,
	expectedRevision: string,
	report: string,
	_: FormState,
	form: FormData,
): Promise<FormState> {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const parsed = parseForm(authorityReportText, form);
	if (!parsed.ok) return parsed.state;
	return finish(
		id,
		form,
		await incidentAdmin.setReport(staff, id, expectedRevision, report || undefined, parsed.value),
	);
}

/** Removes a part of an incident. `what` is a relationship or the id of an authority report. */
export async function remove(
	id: string,
	expectedRevision: string,
	what: string,
	_: FormState,
	form: FormData,
): Promise<FormState> {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const relationship = relationships.find((known) => known === what);
	const removed = relationship
		? await incidentAdmin.removeHeldData(staff, id, expectedRevision, relationship)
		: await incidentAdmin.removeReport(staff, id, expectedRevision, what);
	return finish(id, form, removed);
}

/** Publishes the incident or puts it first on the home page, depending on the button pressed. */
export async function publishOrLead(id: string, expectedRevision: string, form: FormData): Promise<void> {
	const staff = await requireStaff("incidents:write", "/staff/incidents");
	const change = form.get("do") === "publish" ? incidentAdmin.publish : incidentAdmin.makeLeading;
	const changed = await change(staff, id, expectedRevision);
	if (!changed.ok && changed.reason === "absent") notFound();
	revalidatePath("/[locale]", "layout");
	redirect(`/staff/incidents/${id}?${changed.ok ? "done=saved" : "problem=changed"}`);
}
