import { Tag, Timeline, TimelineItem } from "@/components/ui/list";
import { LocalisedSentence, LocalisedText } from "@/components/ui/localised-text";
import type { UpdateSummary } from "@/lib/incidents/schema";

/** An update of the timeline, with its address, its formatted time and its name if it is withdrawn. */
type TimelineEntry = UpdateSummary & { href: string; time: string; withdrawnTitle: string };

/** Lists updates, newest first. Marks corrected ones. A withdrawn one shows its reason and not what it said. */
export function UpdateTimeline(props: {
	updates: TimelineEntry[];
	locale: string;
	corrected: string;
	/** Whether to show the incident of each update. */
	withIncident?: boolean;
}) {
	return (
		<Timeline>
			{props.updates.map((update) => (
				<TimelineItem key={update.id} at={update.time} dateTime={update.publishedAt.toISOString()}>
					<a href={update.href} className="font-bold">
						{update.withdrawal ? update.withdrawnTitle : <LocalisedText {...update.title} locale={props.locale} />}
					</a>
					<p>
						<LocalisedSentence
							{...(update.withdrawal ? update.withdrawal.reason : update.summary)}
							locale={props.locale}
						/>{" "}
						{update.correctedAt && !update.withdrawal ? <Tag>{props.corrected}</Tag> : null}
					</p>
					{props.withIncident ? (
						<p className="text-[.95rem] text-soft">
							<LocalisedText {...update.incident.title} locale={props.locale} />
						</p>
					) : null}
				</TimelineItem>
			))}
		</Timeline>
	);
}
