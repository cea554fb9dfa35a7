import { redirect } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { languageLabels } from "@/app/staff/formats/labels";
import { ActionForm } from "@/components/ui/action-form";
import { AddressLines } from "@/components/ui/address-lines";
import { Button } from "@/components/ui/button";
import { Meta, PageHeading, Read, Section } from "@/components/ui/layout";
import { SummaryList } from "@/components/ui/list";
import { requireStaff } from "@/lib/identity/guard";
import { reminderQueue } from "@/lib/reminders";
import { formatDate } from "@/lib/time";
import { settle } from "../actions";
import { channelLabels } from "../labels";

/** Shows one reminder: where to call or write, and what may be said. */
export default async function ReminderPage(props: PageProps<"/staff/reminders/[id]">) {
	const staff = await requireStaff("desk:read", "/staff/reminders");
	const opened = await reminderQueue.openReminder(staff, (await props.params).id);
	if (!opened.ok) redirect(`/staff/reminders?problem=${opened.reason}`);
	const { id, channel, dueAt, language, lines } = opened.value;
	return (
		<StaffPage staff={staff} path="/staff/reminders" title={`${channelLabels[channel]}, ${formatDate(dueAt, "en")}`}>
			<PageHeading meta={<a href="/staff/reminders">All reminders</a>}>{channelLabels[channel]}</PageHeading>
			<SummaryList
				rows={[
					{ key: "Asked for", value: formatDate(dueAt, "en") },
					{ key: "Language", value: languageLabels[language] },
					{ key: channel === "post" ? "Where to write" : "Number to call", value: <AddressLines lines={lines} /> },
				]}
			/>
			<Section title="What to say">
				<Read>
					<p>
						Say that they asked us to remind them to carry on with what they started on our website. Say nothing more.
					</p>
					<p>
						Never say which website or what it is about. Ask for nothing: no name, no code, no details. Leave no
						message, and give none to anyone else.
					</p>
				</Read>
				<Meta>The audit log shows that you opened this reminder.</Meta>
			</Section>
			<ActionForm action={settle.bind(null, id)} className="mt-6 flex flex-wrap gap-x-5 gap-y-3">
				<Button name="how" value="given">
					{channel === "post" ? "Mark as posted" : "Mark as called"}
				</Button>
				<Button shape="plain" name="how" value="not-reached">
					Could not reach them
				</Button>
			</ActionForm>
		</StaffPage>
	);
}
