"use server";

import { notFound, redirect } from "next/navigation";
import type { StaffFormState } from "@/components/staff/form-fields";
import { formError, parseForm } from "@/lib/form";
import { requireStaff } from "@/lib/identity/guard";
import { messageAdmin } from "@/lib/messages";
import { audience, messageAbout, messageText, otherNoticeForm } from "@/lib/messages/schema";
import type { Result } from "@/lib/result";
import { dateTimeExample, fromLocalInput } from "@/lib/time";
import { conflictState, revisionOf } from "../_shared/form-steps";
import { messageFields } from "./message-fields";

const draft = messageText.extend(audience.shape);

/** Shows a message again, with what was done. The page of a step that was refused says why, by what the message is now. */
function returnTo(
	id: string,
	step: string,
	result: Result<undefined, messageAdmin.MessageRefusal | "not-a-mobile">,
	done: string,
): never {
	if (result.ok) redirect(`/staff/messages/${id}?done=${done}`);
	if (result.reason === "absent") notFound();
	if (result.reason === "not-allowed" || result.reason === "wrong-state")
		redirect(`/staff/messages/${id}/${step}?refused=1`);
	redirect(`/staff/messages/${id}?done=${result.reason}`);
}

export async function create(corrects: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const parsed = parseForm(corrects ? draft : draft.extend(messageAbout.shape), form);
	if (!parsed.ok) return parsed.state;
	const created = await messageAdmin.createDraft(staff, corrects || null, parsed.value, form.has("others[]"));
	if (!created.ok && created.reason === "not-linkable") return formError(form, "others", notLinkable);
	if (!created.ok) return formError(form, "incidentId", "Choose an incident from the list");
	redirect(`/staff/messages/${created.value}?done=saved`);
}

const notLinkable =
	"The others can only be told too about an incident, by an incident notice. Under “Who is it for?” tick only the people who get this text, and narrow them by nothing else";

export async function save(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const parsed = parseForm(draft, form);
	if (!parsed.ok) return parsed.state;
	const saved = await messageAdmin.saveMessage(staff, id, revisionOf(form), parsed.value, parsed.value);
	if (saved.ok) redirect(`/staff/messages/${id}?done=saved`);
	const message = await messageAdmin.messageById(staff, id);
	if (!message) return formError(form, "", "Someone else has discarded this draft. Copy your text from here");
	if (saved.reason !== "changed-meanwhile")
		return formError(form, "", "Someone else has finalised or sent this message, so you can no longer edit it");
	return conflictState(form, messageFields(message, message.audience), message.editedAt.toISOString());
}

export async function discard(id: string, _: StaffFormState, _form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const discarded = await messageAdmin.discardMessage(staff, id);
	if (!discarded.ok && (await messageAdmin.messageById(staff, id))) returnTo(id, "discard", discarded, "");
	// A draft that is gone was discarded by a press before this one.
	redirect("/staff/messages?done=discarded");
}

/** `previewed` is the number of people that the preview showed. */
export async function prepare(
	id: string,
	previewed: string,
	_: StaffFormState,
	form: FormData,
): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const prepared = await messageAdmin.prepareMessage(staff, id, revisionOf(form), Number(previewed));
	returnTo(id, "prepare", prepared, "prepared");
}

export async function reopen(id: string, _: StaffFormState, _form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	returnTo(id, "reopen", await messageAdmin.reopenMessage(staff, id), "reopened");
}

export async function approve(id: string, people: string, _: StaffFormState, _form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	returnTo(id, "approve", await messageAdmin.approveMessage(staff, id, Number(people)), "approved");
}

export async function tryOut(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const readers = form.getAll("readers[]").map(String);
	if (readers.length === 0) return formError(form, "readers", "Choose at least one colleague");
	const tried = await messageAdmin.tryMessage(staff, id, readers, form.get("mobile"));
	if (!tried.ok && tried.reason === "not-a-mobile")
		return formError(form, "mobile", "Enter a mobile number, such as 07700 900123");
	returnTo(id, "try", tried, "tried");
}

export async function start(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const typed = String(form.get("startsAt") ?? "").trim();
	const startsAt = typed === "" ? null : fromLocalInput(typed);
	if (startsAt === undefined) return formError(form, "startsAt", `Enter a date and a time, such as ${dateTimeExample}`);
	const rate = form.has("perMinute") ? Number(form.get("perMinute")) : undefined;
	const started = await messageAdmin.startMessage(staff, id, String(form.get("reference") ?? ""), startsAt, rate);
	if (started.ok) redirect(`/staff/messages/${id}?done=${startsAt ? "scheduled" : "started"}`);
	const message = (await messageAdmin.messageById(staff, id)) ?? notFound();
	// A second press finds the message started by the first.
	if (message.state !== "trying") redirect(`/staff/messages/${id}?done=already`);
	return formError(form, "reference", notTheReference);
}

const notTheReference =
	"This is not the reference in the email we sent you. Look at the end of that email. Only a colleague who was sent it can start the message";

export async function steer(
	id: string,
	action: "pause" | "resume" | "stop",
	_: StaffFormState,
	_form: FormData,
): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	returnTo(id, action, await messageAdmin.steerMessage(staff, id, action), action);
}

export async function repeat(id: string, _: StaffFormState, _form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const people = await messageAdmin.repeatUnknown(staff, id);
	redirect(`/staff/messages/${id}?done=${people > 0 ? "repeated" : "nothing"}`);
}

export async function handOver(id: string, _: StaffFormState, _form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const letters = await messageAdmin.handOverLetters(staff, id);
	redirect(`/staff/messages/${id}?done=${letters > 0 ? "handed-over" : "no-letters"}`);
}

export async function letterReturned(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const typed = String(form.get("letters") ?? "");
	const { returned, wrong } = await messageAdmin.returnLetters(staff, id, typed);
	if (wrong.length > 0)
		return formError(form, "letters", `These are not letter numbers: ${wrong.slice(0, 5).join(", ")}`);
	if (typed.trim() === "") return formError(form, "letters", "Enter the numbers on the envelopes");
	if (returned === 0) return formError(form, "letters", "We have sent no letter with any of these numbers");
	redirect(`/staff/messages/${id}?done=returned`);
}

export async function noteInstead(id: string, _: StaffFormState, form: FormData): Promise<StaffFormState> {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const parsed = parseForm(otherNoticeForm, form);
	if (!parsed.ok) return parsed.state;
	returnTo(id, "instead", await messageAdmin.noteOtherNotice(staff, id, parsed.value), "noted");
}
