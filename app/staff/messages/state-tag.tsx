import { Tag } from "@/components/ui/list";
import type { messageAdmin } from "@/lib/messages";
import { stateLabels } from "./labels";

/** Whether a message is to start at a time that has not come. */
export const isScheduled = ({ state, startsAt, startedAt }: messageAdmin.StaffMessage) =>
	state === "sending" && !startedAt && startsAt !== null && startsAt > new Date();

/** Shows the state of a message as a tag. */
export function StateTag({ message }: { message: messageAdmin.StaffMessage }) {
	const { state } = message;
	const tone = state === "finished" ? "clear" : state === "stopped" || state === "paused" ? "stop" : "wait";
	return <Tag tone={tone}>{isScheduled(message) ? "To be sent" : stateLabels[state]}</Tag>;
}
