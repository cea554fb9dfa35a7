import { Tag } from "@/components/ui/list";
import type { updateAdmin } from "@/lib/incidents";

/** Shows the state of an update as a tag. */
export function StateTag({ update }: { update: Pick<updateAdmin.DeskUpdate, "state"> }) {
	if (update.state === "draft") return <Tag tone="wait">Draft</Tag>;
	if (update.state === "withdrawn") return <Tag>Withdrawn</Tag>;
	return <Tag tone="clear">Published</Tag>;
}
