import { Tag } from "@/components/ui/list";
import type { MessageState } from "@/lib/messages/schema";
import { stateLabels } from "./labels";

/** Shows the state of a message as a tag. */
export function StateTag({ state }: { state: MessageState }) {
	const tone = state === "finished" ? "clear" : state === "stopped" || state === "paused" ? "stop" : "wait";
	return <Tag tone={tone}>{stateLabels[state]}</Tag>;
}
