import { Tag, Timeline, TimelineItem } from "@/components/ui/list";
import { LocalisedText } from "@/components/ui/localised-text";
import type { UpdateSummary } from "@/lib/incidents/schema";

/** An update of the timeline, with its address and formatted time. */
type TimelineEntry = UpdateSummary & { href: string; time: string };

/** Lists updates, newest first. Marks corrected and withdrawn ones. */
export function UpdateTimeline(props: {
	updates: TimelineEntry[];
	locale: string;
	corrected: string;
	withdrawn: string;
	/** Whether to show the incident of each update. */
	withIncident?: boolean;
}) {
	return (
		<Timeline>
			{props.updates.map((update) => (
				<TimelineItem key={update.id} at={update.time} dateTime={update.publishedAt.toISOString()}>
					<a href={update.href} className="font-bold">
						<LocalisedText {...update.title} locale={props.locale} />
					</a>
					<p>
						<LocalisedText {...update.summary} locale={props.locale} />{" "}
						{update.withdrawnAt ? (
							<Tag tone="wait">{props.withdrawn}</Tag>
						) : update.correctedAt ? (
							<Tag>{props.corrected}</Tag>
						) : null}
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
