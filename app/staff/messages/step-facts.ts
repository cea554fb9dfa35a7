import type { FormField, StaffFormState } from "@/components/staff/form-fields";
import type { Staff } from "@/lib/authority";
import { messageAdmin } from "@/lib/messages";
import type { AudienceCount, CohortFigures, DeliveryCount, LetterCount, MessageState } from "@/lib/messages/schema";
import { readCounts } from "./load";

type StepAction = (state: StaffFormState, form: FormData) => Promise<StaffFormState>;

/** One step of a message: a page that asks, and what its button does. */
export type StepPage = {
	/** The states of a message in which the step can be taken. */
	states: readonly MessageState[];
	/** Whether it needs the numbers of people. */
	counted?: boolean;
	/** Why nobody can take it now, in whatever state: there is nothing to do. */
	empty?: StepRefusal | false;
	/** Returns what it lacks in these states. */
	needs?: (facts: StepFacts) => StepRefusal | undefined;
	/** The words of the link to it, and the heading of its page. */
	link: string;
	title: string;
	lead: string;
	submit: string;
	loud?: boolean;
	/** Shows the words as they are sent, and the people. */
	preview?: boolean;
	fields?: (staff: Staff, message: messageAdmin.StaffMessage) => Promise<FormField[]>;
	action: StepAction;
};

/** What is counted of a message, and what decides beside its state which steps it can take. */
export type StepFacts = {
	/** The people of the message: as they are now for a draft, else as they were frozen. */
	audience: readonly AudienceCount[];
	counts: readonly DeliveryCount[];
	letters: readonly LetterCount[];
	figures: CohortFigures[];
	linked: Awaited<ReturnType<typeof messageAdmin.messageCounts>>["linked"];
	/** When they were counted, if that was not now. */
	countedAt: Date | null;
	/** Whether they are still being counted: nothing of the above is known yet. */
	isCounting: boolean;
	/** People who may have it or not, and people it has not reached. */
	unknown: number;
	notReached: number;
	/** Whether a file has to be uploaded before anybody can approve the message. */
	waitsForFiles: boolean;
	/** Whether anybody is written to, as far as is known before the files of a draft are uploaded. */
	hasReaders: boolean;
	/** Whether it goes to so many people that somebody else than this member of staff has to approve it. */
	needsAnother: boolean;
	/** Those who were sent it first, and whether this member of staff has been. */
	readers: Awaited<ReturnType<typeof messageAdmin.trialReaders>>;
	hasRead: boolean;
	/** Whether its words can be sent. */
	isWorded: boolean;
};

/** Whether people of a count are written to: by the message, or by a letter, which people of the data without an address get. */
const isWrittenTo = ({ cohort, excludedFor, people }: AudienceCount) =>
	people > 0 && (!excludedFor || (cohort === "in-data" && excludedFor === "no-address"));

/** Reads what decides which steps a message can take. */
export async function readStepFacts(staff: Staff, message: messageAdmin.StaffMessage): Promise<StepFacts> {
	const { id, state, prepared, startedAt } = message;
	const isDraft = state === "draft";
	const hasFiles = message.audience.cohorts.includes("in-data");
	const counted = await readCounts(staff, id);
	const audience = counted.deliveries;
	const counts = isDraft ? [] : audience;
	const figures = startedAt ? messageAdmin.cohortFigures(counted) : [];
	const readers = state === "trying" ? await messageAdmin.trialReaders(staff, id) : [];
	return {
		...{ audience, counts, figures, readers, linked: counted.linked },
		...{ countedAt: counted.countedAt, isCounting: counted.isCounting },
		letters: startedAt ? await messageAdmin.letterCounts(staff, id) : [],
		unknown: figures.reduce((sum, own) => sum + own.unknown, 0),
		notReached: figures.reduce((sum, own) => sum + own.notReached, 0),
		waitsForFiles:
			state === "prepared" && hasFiles && (await messageAdmin.messageFiles(staff, id)).some(({ read }) => !read),
		hasReaders: counted.isCounting || audience.some(isWrittenTo) || (isDraft && hasFiles),
		needsAnother:
			state === "prepared" &&
			prepared > messageAdmin.secondPersonAbove &&
			(await messageAdmin.hasWrittenMessage(staff, id)),
		hasRead: readers.some(({ staffId, sentAt }) => staffId === staff.staffId && sentAt),
		isWorded: !isDraft || messageAdmin.canBeSent(messageAdmin.checkWording(message)),
	};
}

/** How far a message is in each state. */
const stages: Record<MessageState, number> = {
	draft: 0,
	prepared: 1,
	approved: 2,
	trying: 3,
	sending: 4,
	paused: 4,
	stopped: 5,
	finished: 5,
};

/** What staff read when a step cannot be taken. */
export const refusals = {
	counting: "We are still counting the people of this message. Try again in a few seconds.",
	already: "Someone has already done that, or has taken the message a step further.",
	ended: "That is no longer possible: the message has ended.",
	early: "That step comes later. The next one is below.",
	nobody: "Nobody would get this message. Choose other groups of people first.",
	"file-missing": "The file has to be uploaded and read first.",
	"someone-else-approves":
		"You wrote some of this message, finalised it or uploaded a file for it. It goes to so many people that someone else has to approve it.",
	final: "You can no longer edit this message: someone has finalised it.",
	wording: "We could not do that. Take out the links and unknown placeholders first.",
	"not-read": "You can send it once you have been sent it yourself. Our email to you may still be on its way.",
	"none-unknown": "There is nobody left who may not have it.",
	"no-letters": "There was no letter left to hand over.",
	"none-out": "No letter is on its way, so none can come back.",
	"all-reached": "There is nobody left whom it has not reached.",
} as const;
type StepRefusal = keyof typeof refusals;

/** Returns why a step cannot be taken now. Undefined if it can. */
export function whyNot(
	step: Pick<StepPage, "states" | "empty" | "needs" | "counted">,
	state: MessageState,
	facts: StepFacts,
): StepRefusal | undefined {
	if (step.counted && facts.isCounting) return "counting";
	if (step.empty) return step.empty;
	if (!step.states.includes(state)) {
		if (stages[state] === stages.finished) return "ended";
		if (stages[state] >= Math.min(...step.states.map((one) => stages[one]))) return "already";
		return facts.hasReaders ? "early" : "nobody";
	}
	return step.needs?.(facts);
}
