"use server";

import type { ReferenceState } from "@/components/staff/reference-form";
import { lookUpReference } from "@/lib/audit";
import { formError } from "@/lib/form";
import { requireStaff } from "@/lib/identity/guard";
import { referenceExample } from "@/lib/ids";
import { foundEntry } from "./_shared/reference-entries";

/** Looks up the reference that a caller reads out. The audit log keeps that it was looked up. */
export async function findReference(_: ReferenceState, form: FormData): Promise<ReferenceState> {
	const staff = await requireStaff("desk:read", "/staff");
	const typed = String(form.get("reference") ?? "");
	const found = await lookUpReference(staff, typed);
	const mistyped = `Enter the reference again: it has 8 letters and figures, such as ${referenceExample}`;
	if (!found.ok) return formError(form, "reference", mistyped);
	return { errors: [], values: { reference: typed.trim().toUpperCase() }, found: found.value.map(foundEntry(staff)) };
}
