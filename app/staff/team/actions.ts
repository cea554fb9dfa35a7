"use server";

import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { roles } from "@/lib/authority";
import { type FormState, formError, parseForm } from "@/lib/form";
import { addStaff, changeRoles, removeStaff, vouchFor } from "@/lib/identity";
import { requireStaff } from "@/lib/identity/guard";

const someRoles = z.array(z.enum(roles), "Choose at least one role").min(1, "Choose at least one role");
const addition = z.object({
	displayName: z.string().trim().min(1, "Enter the name the team knows them by").max(100, "Enter a shorter name"),
	email: z.string().trim().min(1, "Enter their work email address"),
	roles: someRoles,
});
const refusals = {
	"already-staff": "This person is already on the team; change their roles in the list above",
	"not-an-address": "Enter an email address, such as name@example.org",
	tagged: "Enter the address without the plus sign and what follows it. Each mailbox is one person",
};

/** Adds the owner of an address to the team. */
export async function add(_: FormState, form: FormData): Promise<FormState> {
	const staff = await requireStaff("team:manage", "/staff/team");
	const parsed = parseForm(addition, form);
	if (!parsed.ok) return parsed.state;
	const added = await addStaff(staff, parsed.value);
	if (added.ok) redirect("/staff/team?done=added");
	return formError(form, "email", refusals[added.reason]);
}

/** Saves the ticked roles or opens the page that confirms removal, depending on the button pressed. */
export async function change(staffId: string, form: FormData): Promise<void> {
	const staff = await requireStaff("team:manage", "/staff/team");
	if (form.get("do") === "remove") redirect(`/staff/team/${staffId}/remove`);
	const chosen = someRoles.safeParse(form.getAll("roles[]"));
	if (!chosen.success) redirect("/staff/team?problem=no-role");
	const changed = await changeRoles(staff, staffId, chosen.data);
	if (!changed.ok && changed.reason === "absent") notFound();
	redirect(changed.ok ? "/staff/team?done=changed" : `/staff/team?problem=${changed.reason}`);
}

/** Removes somebody from the team, after the page that asks for confirmation. */
export async function remove(staffId: string, _: FormData): Promise<void> {
	const staff = await requireStaff("team:manage", "/staff/team");
	const removed = await removeStaff(staff, staffId);
	// Somebody who is gone was removed by a press before this one, or by a colleague.
	redirect(
		removed.ok || removed.reason === "absent" ? "/staff/team?done=removed" : `/staff/team?problem=${removed.reason}`,
	);
}

/** Says that the person behind a new or changed account is known. */
export async function vouch(staffId: string, _: FormData): Promise<void> {
	const staff = await requireStaff("team:manage", "/staff/team");
	const vouched = await vouchFor(staff, staffId);
	redirect(vouched.ok ? "/staff/team?done=vouched" : `/staff/team?problem=${vouched.reason}`);
}
