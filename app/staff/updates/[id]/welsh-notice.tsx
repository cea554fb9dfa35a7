import { Notice } from "@/components/ui/layout";
import type { UpdateText } from "@/lib/incidents/schema";
import { missingWelsh } from "@/lib/incidents/schema";

const textNames: Record<string, string> = { title: "the title", summary: "the summary", body: "the text" };

/** Lists the parts that have no Welsh. Shown before an update is published. */
export function WelshNotice({ update }: { update: UpdateText }) {
	const missing = missingWelsh(update).map((name) => textNames[name] ?? name);
	if (missing.length === 0) return null;
	return (
		<Notice tone="wait">
			No Welsh yet for {new Intl.ListFormat("en-GB").format(missing)}. Welsh readers see the English, with a note to say
			so.
		</Notice>
	);
}
