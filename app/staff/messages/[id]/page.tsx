import { AutoRefresh } from "@/app/staff/_shared/auto-refresh";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { Actions, ButtonLink } from "@/components/ui/button";
import { Meta, Notice, PageHeading, Section } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import type { messageAdmin } from "@/lib/messages";
import { formatDateTime } from "@/lib/time";
import { heldTextsSentence, kindLabels, pauseSentence, trialTextLabels } from "../labels";
import { readMessage } from "../load";
import { StateTag } from "../state-tag";
import { readStepFacts, refusals, type StepFacts, whyNot } from "../step-facts";
import { stepPages } from "../step-pages";
import { AudienceQuestion } from "./audience-question";
import { CohortTable, DeliveryTable, ExclusionTable } from "./delivery-table";
import { LetterTable } from "./letter-table";
import { LinkedTable } from "./linked-table";
import { MessageFigures } from "./message-figures";
import { MessageFiles } from "./message-files";
import { MessageWords } from "./message-words";
import { PreviewDifference } from "./preview-difference";
import { WordingNotice } from "./wording-notice";

const done: Record<string, string> = {
	saved: "Saved as a draft. Nothing has been sent yet.",
	prepared: "The text and the recipients are final. Nothing has been sent yet.",
	reopened: "It is a draft again.",
	approved: "Approved. Nobody has it yet: send it to colleagues first.",
	tried: "It is on its way to your colleagues.",
	started: "It is being sent.",
	scheduled: "It will be sent at the time you gave.",
	pause: "Paused.",
	resume: "It is being sent again.",
	stop: "Stopped. People who already have it will keep it. Nobody else will get it.",
	repeated: "It is sent once more to those who may not have it.",
	nothing: "There was nobody left to send it to.",
	"handed-over": "Recorded: the printer has these letters.",
	"no-letters": "There was no letter left to hand over.",
	returned: "Recorded: the post has returned these letters.",
	noted: "We have recorded what was done instead.",
	"file-sent": "The upload has ended. See below what happened to the file.",
};
const refused: Record<string, string> = {
	...refusals,
	"changed-meanwhile":
		"We could not do that. Someone has changed the message since you opened the page. Read it again.",
	"file-absent": "This message does not need that file any more.",
	"file-already": "We already have that file and are reading it.",
	upload: "Choose the file first.",
	origin: "The upload did not come from this page. Try again from here.",
	"someone-else":
		"Someone else opened that page before you signed in on this browser. Nothing was saved. Try again from here.",
	"wording-linked":
		"We could not do that. A linked draft has a link or an unknown placeholder. Take it out there first.",
};

/** Shows a message: the steps it can take, its people, its words and what became of it. */
export default async function StaffMessagePage(props: PageProps<"/staff/messages/[id]">) {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const message = await readMessage(staff, props.params);
	const query = await props.searchParams;
	const asked = String(query.done);
	const facts = await readStepFacts(staff, message);
	const { audience, counts, figures, letters } = facts;
	const history = [
		message.reference && `Reference ${message.reference}`,
		message.state === "draft" && `edited ${formatDateTime(message.editedAt, "en")}`,
		!message.startedAt && message.startsAt && `to be sent from ${formatDateTime(message.startsAt, "en")}`,
		message.startedAt && `first sent ${formatDateTime(message.startedAt, "en")}`,
		message.finishedAt && `ended ${formatDateTime(message.finishedAt, "en")}`,
	];
	return (
		<StaffPage staff={staff} path="/staff/messages" title={message.subject}>
			{done[asked] ? <Notice>{done[asked]}</Notice> : null}
			<PreviewDifference message={message} />
			{refused[asked] && asked !== "someone-else-approves" ? <Notice tone="wait">{refused[asked]}</Notice> : null}
			<PageHeading
				meta={
					<>
						<StateTag message={message} /> · {kindLabels[message.kind]}
					</>
				}
			>
				{message.subject}
			</PageHeading>
			<Meta>
				{history
					.filter(Boolean)
					.join(" · ")
					.replace(/^./, (first) => first.toUpperCase())}
			</Meta>
			<WordingNotice message={message} />
			{message.state === "paused" ? <Notice tone="wait">{pauseSentence(message.pauseReason)}</Notice> : null}
			{message.state === "sending" && message.heldTexts > 0 ? (
				<Notice tone="wait">{heldTextsSentence(message.heldTexts)}</Notice>
			) : null}
			<NextSteps message={message} facts={facts} />
			<Section title="People">
				<AudienceQuestion audience={message.audience} />
				{facts.isCounting ? <Counting messageId={message.id} following={query.follow === "1"} /> : null}
				{audience.length === 0 && !facts.isCounting ? (
					<p>
						{facts.waitsForFiles
							? "Nobody yet. Upload the file below to add the people in it."
							: message.state === "draft"
								? "Nobody is in this audience. Choose other groups of people."
								: "Nobody is in this audience."}
					</p>
				) : null}
				{audience.length > 0 && !message.startedAt ? (
					<>
						<CohortTable counts={audience} />
						<ExclusionTable counts={audience} />
					</>
				) : null}
				{message.startedAt && counts.length > 0 ? <DeliveryTable counts={counts} /> : null}
				{facts.countedAt ? (
					<Meta>Counted {formatDateTime(facts.countedAt, "en")}. Load the page again for newer numbers.</Meta>
				) : null}
			</Section>
			<LinkedTable staff={staff} message={message} counted={facts.linked} />
			<MessageFigures staff={staff} message={message} figures={figures} />
			<MessageFiles staff={staff} message={message} following={query.follow === "1"} />
			<LetterTable counts={letters} messageId={message.id} />
			<Section title={message.startedAt ? "Readers see" : "Readers will see"}>
				<MessageWords staff={staff} message={message} />
			</Section>
			{staff.permissions.includes("audit:read") ? (
				<p className="mt-9">
					<a href={`/staff/audit?subject=${message.id}`}>History in the audit log</a>
				</p>
			) : null}
		</StaffPage>
	);
}

/** Says that many people are being counted, on a page that looks again by itself. */
function Counting({ messageId, following }: { messageId: string; following: boolean }) {
	return (
		<>
			<p role="status">We are counting the people. This takes a few seconds.</p>
			{following ? <meta httpEquiv="refresh" content="2" /> : null}
			<AutoRefresh here={`/staff/messages/${messageId}`} following={following} />
		</>
	);
}

/** Shows the links to the steps that a message can take now. The first is the next one. */
function NextSteps({ message, facts }: { message: messageAdmin.StaffMessage; facts: StepFacts }) {
	const { readers, hasRead, waitsForFiles, needsAnother } = facts;
	const base = `/staff/messages/${message.id}`;
	const open = Object.entries(stepPages(message, facts)).filter(([, step]) => !whyNot(step, message.state, facts));
	// Once it has arrived, sending comes first.
	const steps = hasRead ? open.sort(([one], [other]) => Number(other === "start") - Number(one === "start")) : open;
	const [next, ...rest] = steps;
	// A draft that cannot be sent yet is mended first.
	const isToEdit = message.state === "draft" && next?.[0] === "discard";
	const sentTo = readers
		.map(({ name, sentAt, textState }) => {
			const how = [sentAt ? "" : "on its way", textState ? trialTextLabels[textState] : ""].filter(Boolean).join("; ");
			return how ? `${name} (${how})` : name;
		})
		.join(", ");
	return (
		<>
			{readers.length > 0 ? <p className="mt-6">Sent first to: {sentTo}.</p> : null}
			{needsAnother && !waitsForFiles ? <Notice tone="wait">{refusals["someone-else-approves"]}</Notice> : null}
			<Actions>
				{waitsForFiles ? <ButtonLink href="#files">Upload the file</ButtonLink> : null}
				{isToEdit ? <ButtonLink href={`${base}/edit`}>Edit</ButtonLink> : null}
				{next ? (
					<ButtonLink
						href={`${base}/${next[0]}`}
						shape={next[1].loud || waitsForFiles || needsAnother ? "plain" : "primary"}
					>
						{next[1].link}
					</ButtonLink>
				) : null}
				{message.state === "draft" && !isToEdit ? <a href={`${base}/edit`}>Edit</a> : null}
				{rest.map(([name, { link }]) => (
					<a key={name} href={`${base}/${name}`}>
						{link}
					</a>
				))}
				{message.startedAt ? <a href={`/staff/messages/new?corrects=${message.id}`}>Write a correction</a> : null}
			</Actions>
		</>
	);
}
