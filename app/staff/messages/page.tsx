import { Fragment } from "react";
import { Actions, ButtonLink } from "@/components/ui/button";
import { Meta, Notice, PageHeading } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { formatNumber } from "@/lib/format-number";
import { requireStaff } from "@/lib/identity/guard";
import { messageAdmin } from "@/lib/messages";
import { pageNumber } from "@/lib/pagination";
import { formatDateTime } from "@/lib/time";
import { StaffPage } from "../_shared/page-shell";
import { StaffPagination } from "../_shared/pagination";
import { groupsLabel, kindLabels } from "./labels";
import { isScheduled, StateTag } from "./state-tag";

/** Says when a message was first sent, is to be sent, or was edited last. */
function whenOf(message: messageAdmin.StaffMessage): string {
	if (message.startedAt) return formatDateTime(message.startedAt, "en");
	if (isScheduled(message) && message.startsAt) return `From ${formatDateTime(message.startsAt, "en")}`;
	return `Edited ${formatDateTime(message.editedAt, "en")}`;
}

/** Lists the messages to many people, newest first. */
export default async function StaffMessagesPage(props: PageProps<"/staff/messages">) {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const query = await props.searchParams;
	const page = pageNumber(query.page) ?? 1;
	const listed = await messageAdmin.messages(staff, page);
	return (
		<StaffPage staff={staff} path="/staff/messages" title="Messages">
			{query.done === "discarded" ? <Notice>We have discarded the draft.</Notice> : null}
			<PageHeading lead="Write one message to many people. Everyone can see on this site what we sent, but never who got it.">
				Messages
			</PageHeading>
			<Actions>
				<ButtonLink href="/staff/messages/new">Write a message</ButtonLink>
				<a href="/staff/messages/do-not-send">Addresses we do not send to</a>
			</Actions>
			<div className="mt-9">
				{listed.messages.length === 0 ? (
					<p>No message has been written yet.</p>
				) : (
					<DataTable
						caption="All messages, newest first"
						captionHidden
						head={["Subject", "State", "People", "When"]}
						figures={[2]}
						rows={listed.messages.map((message) => ({
							key: message.id,
							cells: [
								<Fragment key="subject">
									<a href={`/staff/messages/${message.id}`}>{message.subject}</a>
									<Meta>
										{kindLabels[message.kind]}
										{message.linkedTo ? ` · ${groupsLabel(message.audience.cohorts)}` : ""}
									</Meta>
								</Fragment>,
								<StateTag key="state" message={message} />,
								message.state === "draft" ? "Not counted yet" : formatNumber(message.prepared),
								whenOf(message),
							],
						}))}
					/>
				)}
			</div>
			<StaffPagination
				label="Pages of messages"
				path="/staff/messages"
				page={page}
				pages={listed.pages}
				previous="Newer"
				next="Older"
			/>
		</StaffPage>
	);
}
