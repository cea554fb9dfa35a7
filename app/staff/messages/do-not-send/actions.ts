"use server";

import { redirect } from "next/navigation";
import type { StaffFormState } from "@/components/staff/form-fields";
import { parseForm } from "@/lib/form";
import { requireStaff } from "@/lib/identity/guard";
import { messageAdmin } from "@/lib/messages";
import { suppressionForm } from "@/lib/messages/schema";

const path = "/staff/messages/do-not-send";

/** Shows or changes what an address is not sent. The address is in no URL: the page says only what was found. */
export async function change(_: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const parsed = parseForm(suppressionForm, form);
	if (!parsed.ok) return parsed.state;
	const { address, change: asked } = parsed.value;
	if (asked === "show") {
		const found = await messageAdmin.findSuppressions(staff, address);
		redirect(`${path}?found=${found.map(({ scope, reason }) => `${scope}.${reason}`).join("+") || "nothing"}`);
	}
	if (asked === "lift") {
		const lifted = await messageAdmin.liftSuppressions(staff, address);
		redirect(`${path}?found=${lifted ? "lifted" : "nothing"}`);
	}
	const scope = asked === "asked-campaigning" ? "campaigning" : "all";
	await messageAdmin.suppress(staff, address, { scope, reason: asked === "safety" ? "safety" : "asked" });
	redirect(`${path}?found=added`);
}
