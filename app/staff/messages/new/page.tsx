import { NoIncidentYet } from "@/app/staff/_shared/no-incident-yet";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { incidentAdmin } from "@/lib/incidents";
import { messageAdmin } from "@/lib/messages";
import { messageKinds } from "@/lib/messages/schema";
import { create } from "../actions";
import { kindHints, kindLabels } from "../labels";
import { messageFields } from "../message-fields";

/** Writes a draft. With ?corrects= it is a correction of that message. */
export default async function NewMessagePage(props: PageProps<"/staff/messages/new">) {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const { corrects } = await props.searchParams;
	const corrected = typeof corrects === "string" ? await messageAdmin.messageById(staff, corrects) : undefined;
	const incidents = await incidentAdmin.incidents(staff);
	if (incidents.length === 0) return <NoIncidentYet staff={staff} path="/staff/messages" title="Write a message" />;
	const kinds = messageKinds.filter((kind) => kind !== "correction");
	const questions = {
		about: [
			{
				kind: "one" as const,
				name: "kind",
				label: "What kind of message is it?",
				value: "incident-notice",
				options: kinds.map((value) => ({ value, label: kindLabels[value], hint: kindHints[value] })),
			},
			{
				kind: "list" as const,
				name: "incidentId",
				label: "Incident",
				value: incidents[0]?.id ?? "",
				options: [...incidents.map(({ id, title }) => ({ value: id, label: title })), { value: "", label: "None" }],
			},
		],
		others: [
			{
				kind: "several" as const,
				name: "others[]",
				label: "Tell the other people too?",
				hint: "For an incident notice. You get a linked draft for each group that you did not tick above, with words to start from. Nobody gets two.",
				values: [],
				options: [{ value: "yes", label: "Make a draft for each other group" }],
				optional: true,
			},
		],
	};
	return (
		<StaffPage staff={staff} path="/staff/messages">
			<PageHeading
				meta={corrected ? `Corrects “${corrected.subject}”` : undefined}
				lead="We save it as a draft. Nothing is sent until a colleague has approved it and you have read it in your own email."
			>
				{corrected ? "Write a correction" : "Write a message"}
			</PageHeading>
			<FieldForm
				title={staffTitle(corrected ? "Write a correction" : "Write a message", "/staff/messages")}
				action={create.bind(null, corrected?.id ?? "")}
				fields={messageFields(undefined, undefined, corrected ? {} : questions)}
				submit="Save and preview"
				cancel="/staff/messages"
			/>
		</StaffPage>
	);
}
