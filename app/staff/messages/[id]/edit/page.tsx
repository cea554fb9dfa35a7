import { redirect } from "next/navigation";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { messageAdmin } from "@/lib/messages";
import { save } from "../../actions";
import { kindLabels } from "../../labels";
import { readMessage } from "../../load";
import { messageFields } from "../../message-fields";

const { secondPersonAbove } = messageAdmin;

export default async function EditMessagePage(props: PageProps<"/staff/messages/[id]/edit">) {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const message = await readMessage(staff, props.params);
	if (message.state !== "draft") redirect(`/staff/messages/${message.id}?done=final`);
	return (
		<StaffPage staff={staff} path="/staff/messages">
			<PageHeading
				meta={kindLabels[message.kind]}
				lead={`Whoever edits it cannot approve it for more than ${secondPersonAbove} people.`}
			>
				Edit a message
			</PageHeading>
			<FieldForm
				title={staffTitle(`Edit: ${message.subject}`, "/staff/messages")}
				action={save.bind(null, message.id)}
				revision={message.editedAt.toISOString()}
				fields={messageFields(message, message.audience)}
				submit="Save and preview"
				cancel={`/staff/messages/${message.id}`}
			/>
		</StaffPage>
	);
}
