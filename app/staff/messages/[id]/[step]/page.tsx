import { notFound, redirect } from "next/navigation";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { messageAdmin } from "@/lib/messages";
import { readMessage } from "../../load";
import { readStepFacts, whyNot } from "../../step-facts";
import { stepPages } from "../../step-pages";
import { AudienceQuestion } from "../audience-question";
import { CohortTable, ExclusionTable } from "../delivery-table";
import { MessageWords } from "../message-words";
import { PreviewDifference } from "../preview-difference";

const notDone = "We could not do that. Someone may have changed the message since you opened the page. Check it again.";
const notApproved = `We could not approve it. The number of people may have changed since you opened the page. Or you approved other messages of yours today, and together they go to more than ${messageAdmin.secondPersonAbove} people. Then someone else has to approve this one.`;

/** Asks before one step of a message: settling, approving, trying, sending, pausing, stopping. */
export default async function MessageStepPage(props: PageProps<"/staff/messages/[id]/[step]">) {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const message = await readMessage(staff, props.params);
	const facts = await readStepFacts(staff, message);
	const steps = stepPages(message, facts);
	const name = (await props.params).step;
	const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
	if (!step) notFound();
	const refusal = whyNot(step, message.state, facts);
	if (refusal) redirect(`/staff/messages/${message.id}?done=${refusal}`);
	const fields = (await step.fields?.(staff, message)) ?? [];
	return (
		<StaffPage staff={staff} path="/staff/messages">
			{(await props.searchParams).refused ? (
				<Notice tone="wait">{name === "approve" ? notApproved : notDone}</Notice>
			) : null}
			<PageHeading meta={message.subject} lead={step.lead}>
				{step.title}
			</PageHeading>
			<PreviewDifference message={message} />
			{step.preview ? (
				<Section title="Readers will see">
					<MessageWords staff={staff} message={message} />
					<AudienceQuestion audience={message.audience} />
					<div className="mt-9">
						{facts.audience.length > 0 ? (
							<>
								<CohortTable counts={facts.audience} />
								<ExclusionTable counts={facts.audience} />
							</>
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
				title={staffTitle(`${step.link}: ${message.subject}`, "/staff/messages")}
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
