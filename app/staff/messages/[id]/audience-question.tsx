import labels from "@/lib/i18n/en/labels";
import type { Audience } from "@/lib/messages/schema";

const languageLabels: Record<string, string> = { en: "English", cy: "Welsh" };
const labelsOf = (values: readonly string[], of: Record<string, string>) =>
	values.map((value) => of[value] ?? value).join(", ");

/** Says what narrows the people of a message, for whoever approves it. Nothing, if nothing does. */
export function AudienceQuestion({ audience }: { audience: Audience }) {
	const { languages, relationships, categories, version, channels } = audience;
	const sentences = [
		version && "It goes only to people whose answer changed when a version of a dataset was activated.",
		languages.length > 0 && `Only people who read: ${labelsOf(languages, languageLabels)}.`,
		relationships.length > 0 && `Only people in our records as: ${labelsOf(relationships, labels.relationship)}.`,
		categories.length > 0 && `Only people whose data included: ${labelsOf(categories, labels.category)}.`,
		channels?.includes("text") &&
			"People whom no email reaches get a text message, if we have a mobile number for them. People who chose texts and not email, or texts first, get the text first.",
		channels?.includes("letter") &&
			"People whom nothing else reaches get a letter, if they gave us a postal address. People who chose post and not email, or post first, get the letter first.",
	].filter(Boolean);
	return sentences.map((sentence) => <p key={sentence as string}>{sentence}</p>);
}
