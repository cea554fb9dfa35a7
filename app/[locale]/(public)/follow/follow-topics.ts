import { type Locale, translator } from "@/lib/i18n";
import { listIncidents } from "@/lib/incidents";

/** What somebody can follow: every update, or those of one incident. */
type Topic = { value: string; label: string };

/** Returns the topics, all updates first. */
export async function followTopics(locale: Locale): Promise<[Topic, ...Topic[]]> {
	const incidents = await listIncidents(locale);
	return [
		{ value: "all", label: translator(locale, "follow")("all") },
		...incidents.map(({ slug, title }) => ({ value: slug, label: title.text })),
	];
}

/** Returns the topic with this value, or all updates. */
export async function topicOf(locale: Locale, value: unknown): Promise<Topic> {
	const topics = await followTopics(locale);
	return topics.find((topic) => topic.value === value) ?? topics[0];
}
