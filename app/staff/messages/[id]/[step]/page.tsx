import { notFound, redirect } from "next/navigation";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { PageHeading, Section } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { messageAdmin } from "@/lib/messages";
import { readCounts, readMessage } from "../../load";
import { stepPages } from "../../step-pages";
import { AudienceQuestion } from "../audience-question";
import { CohortTable } from "../delivery-table";
import { MessageWords } from "../message-words";
import { PreviewDifference } from "../preview-difference";

/** Asks before one step of a message: settling, approving, trying, sending, pausing, stopping. */
export default async function MessageStepPage(props: PageProps<"/staff/messages/[id]/[step]">) {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const message = await readMessage(staff, props.params);
	const counted = await readCounts(staff, message);
	const counts =
		message.state === "draft" ? await messageAdmin.countAudience(staff, message, message.audience) : counted.deliveries;
	const previewed = counts.reduce((sum, { excludedFor, people }) => sum + (excludedFor ? 0 : people), 0);
	const letters = message.startedAt ? await messageAdmin.letterCounts(staff, message.id) : [];
	const figures = message.startedAt ? messageAdmin.cohortFigures(counted) : [];
	const sum = (name: "unknown" | "notReached") => figures.reduce((total, own) => total + own[name], 0);
	const steps = stepPages(message, { unknown: sum("unknown"), letters, notReached: sum("notReached"), previewed });
	const name = (await props.params).step;
	const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
	if (!step) notFound();
	if (!step.states.includes(message.state)) redirect(`/staff/messages/${message.id}?done=already`);
	const fields = (await step.fields?.(staff, message)) ?? [];
	return (
		<StaffPage staff={staff} path="/staff/messages">
			<PageHeading meta={message.subjectEn} lead={step.lead}>
				{step.title}
			</PageHeading>
			<PreviewDifference message={message} />
			{step.preview ? (
				<Section title="Readers will see">
					<MessageWords staff={staff} message={message} />
					<AudienceQuestion audience={message.audience} />
					<div className="mt-9">
						{counts.length > 0 ? (
							<CohortTable counts={counts} />
						) : (
							<p>
								{message.audience.cohorts.includes("in-data")
									? "Nobody gets it yet: the people are in the file that you upload next."
									: "Nobody is in this audience."}
							</p>
						)}
					</div>
				</Section>
			) : null}
			<FieldForm
				title={staffTitle(`${step.link}: ${message.subjectEn}`, "/staff/messages")}
				action={step.action}
				revision={message.editedAt.toISOString()}
				fields={fields}
				submit={step.submit}
				cancel={`/staff/messages/${message.id}`}
				loud={step.loud}
			/>
		</StaffPage>
	);
}
