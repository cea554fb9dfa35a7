"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { StaffFormState } from "@/components/staff/form-fields";
import { fakeAdmin } from "@/lib/fakes";
import { fakeForm } from "@/lib/fakes/schema";
import { parseForm } from "@/lib/form";
import { requireStaff } from "@/lib/identity/guard";
import { stateBeforePublishing } from "../_shared/form-steps";
import { fakeFields, unpublished } from "./fake-fields";

/** Shows what readers will see, then publishes a confirmed fake. */
export async function confirm(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("updates:write", "/staff/fakes");
	const parsed = parseForm(fakeForm, form);
	if (!parsed.ok) return parsed.state;
	const nothing = unpublished(fakeFields({ channel: "other", sender: "", text: "" }));
	const review = stateBeforePublishing(form, nothing, "", parsed.value);
	if (review) return review;
	const confirmed = await fakeAdmin.confirm(staff, id, parsed.value);
	if (!confirmed.ok) redirect("/staff/fakes?problem=settled");
	revalidatePath("/[locale]", "layout");
	redirect("/staff/fakes?done=published");
}

/** Dismisses a report: it is no fake, or no message at all. */
export async function dismiss(id: string, _: FormData): Promise<void> {
	const staff = await requireStaff("updates:write", "/staff/fakes");
	const dismissed = await fakeAdmin.dismiss(staff, id);
	redirect(dismissed.ok ? "/staff/fakes?done=dismissed" : "/staff/fakes?problem=settled");
}

/** Takes a fake off the public list. */
export async function remove(id: string, _: FormData): Promise<void> {
	const staff = await requireStaff("updates:write", "/staff/fakes");
	const removed = await fakeAdmin.removeFake(staff, id);
	revalidatePath("/[locale]", "layout");
	redirect(removed.ok ? "/staff/fakes?done=removed" : "/staff/fakes?problem=gone");
}
