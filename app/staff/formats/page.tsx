import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/layout";
import { DataTable, Tag } from "@/components/ui/list";
import { accessibleFormats } from "@/lib/contact";
import { requireStaff } from "@/lib/identity/guard";
import { pageNumber } from "@/lib/pagination";
import { formatDate, formatDateTime } from "@/lib/time";
import { ActionLink } from "../_shared/action-link";
import { QueuePage } from "../_shared/queue-page";
import { putBack } from "./actions";
import { formatLabels, languageLabels } from "./labels";

const done: Record<string, string> = { sent: "Marked as sent.", back: "It is back on the list." };
const problems: Record<string, string> = {
	settled: "That request is no longer on the list.",
	absent: "That request was not marked as sent.",
	replaced: "The person has since asked for something else, so nothing has changed.",
};

/** Lists the requests for large print, easy read, braille, sign language or audio, and those sent in the last 30 days. */
export default async function FormatsPage(props: PageProps<"/staff/formats">) {
	const staff = await requireStaff("desk:read", "/staff/formats");
	const query = await props.searchParams;
	const [{ requests, all, page, pages }, sent] = await Promise.all([
		accessibleFormats.waitingRequests(staff, pageNumber(query.page) ?? 1),
		accessibleFormats.sentRequests(staff),
	]);
	const now = new Date();
	return (
		<QueuePage
			staff={staff}
			path="/staff/formats"
			title="Accessible formats"
			lead="People who asked for another format, oldest first. Send each one within a week."
			notice={done[String(query.done)]}
			problem={problems[String(query.problem)]}
			noun={{ one: "request", other: "requests" }}
			empty="No formats to send."
			total={all}
			page={page}
			pages={pages}
			head={["Format", "Language", "Asked on", "Send by", "Action"]}
			rows={requests.map((request) => ({
				key: request.id,
				cells: [
					formatLabels[request.format],
					languageLabels[request.language],
					<time key="asked" dateTime={request.askedAt.toISOString()}>
						{formatDateTime(request.askedAt, "en")}
					</time>,
					<>
						{formatDate(request.sendBy, "en")} {request.sendBy < now ? <Tag tone="stop">Late</Tag> : null}
					</>,
					<ActionLink key="action" href={`/staff/formats/${request.id}`} label="Open" about={nameOf(request)} />,
				],
			}))}
		>
			{sent.length > 0 ? <SentRequests requests={sent} /> : null}
		</QueuePage>
	);
}

/** Returns a request as text: "Braille, asked on 3 November 2021 at 10am". */
const nameOf = ({ format, askedAt }: accessibleFormats.FormatRequest) =>
	`${formatLabels[format]}, asked on ${formatDateTime(askedAt, "en")}`;

/** Lists the requests sent in the last 30 days, each with a button that returns it to the queue. */
function SentRequests({ requests }: { requests: accessibleFormats.FormatRequest[] }) {
	return (
		<Section title="Sent recently">
			<DataTable
				caption="Requests sent recently"
				captionHidden
				head={["Format", "Asked on", "Sent on", "Action"]}
				rows={requests.map((request) => ({
					key: request.id,
					cells: [
						formatLabels[request.format],
						formatDate(request.askedAt, "en"),
						request.sentAt ? formatDateTime(request.sentAt, "en") : null,
						<ActionForm key="action" action={putBack.bind(null, request.id)}>
							<Button shape="small" about={nameOf(request)}>
								Not sent: move back
							</Button>
						</ActionForm>,
					],
				}))}
			/>
		</Section>
	);
}
