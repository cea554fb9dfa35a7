import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { Ledger, Tag } from "@/components/ui/list";
import { formatQueue } from "@/lib/contact";
import { requireStaff } from "@/lib/identity/guard";
import { pageNumber } from "@/lib/pagination";
import { formatDate, formatDateTime } from "@/lib/time";
import { StaffPage } from "../_shared/page-shell";
import { StaffPagination } from "../_shared/pagination";
import { putBack } from "./actions";
import { formatWords, languageWords } from "./labels";

export const metadata: Metadata = { title: "Formats" };

const done: Record<string, string> = { sent: "Marked as sent.", back: "It waits again." };
const problems: Record<string, string> = {
	settled: "That request does not wait any more.",
	absent: "That request was not marked as sent.",
	replaced: "The person has asked for something else since, so it stays as it is.",
};

/** Who waits for large print, easy read, braille, sign language or audio, the longest first, and what was sent lately. */
export default async function FormatsPage(props: PageProps<"/staff/formats">) {
	const staff = await requireStaff("desk:read", "/staff/formats");
	const query = await props.searchParams;
	const [{ requests, all, page, pages }, lately] = await Promise.all([
		formatQueue.waitingRequests(staff, pageNumber(query.page) ?? 1),
		formatQueue.sentRequests(staff),
	]);
	const now = new Date();
	const notice = done[String(query.done)];
	const problem = problems[String(query.problem)];
	return (
		<StaffPage staff={staff} path="/staff/formats">
			<PageHeading lead="People who asked for another format, the longest wait first. Send each within a week.">
				Accessible formats
			</PageHeading>
			{notice ? <Notice>{notice}</Notice> : null}
			{problem ? <Notice tone="wait">{problem}</Notice> : null}
			<Section title={all === 1 ? "1 request waits" : `${all} requests wait`}>
				{requests.length === 0 ? (
					<p>Nobody waits for another format.</p>
				) : (
					<Ledger
						caption="Requests that wait"
						captionHidden
						head={["Format", "Language", "Asked on", "Send by", "Action"]}
					>
						{requests.map((request) => (
							<tr key={request.id}>
								<th scope="row">{formatWords[request.format]}</th>
								<td>{languageWords[request.language]}</td>
								<td>
									<time dateTime={request.askedAt.toISOString()}>{formatDateTime(request.askedAt, "en")}</time>
								</td>
								<td>
									{formatDate(request.sendBy, "en")} {request.sendBy < now ? <Tag tone="stop">Late</Tag> : null}
								</td>
								<td>
									<a href={`/staff/formats/${request.id}`}>
										Open
										<span className="sr-only">
											{" "}
											{formatWords[request.format]}, asked on {formatDateTime(request.askedAt, "en")}
										</span>
									</a>
								</td>
							</tr>
						))}
					</Ledger>
				)}
				<StaffPagination label="Pages of requests" path="/staff/formats" page={page} pages={pages} />
			</Section>
			{lately.length > 0 ? <SentLately requests={lately} /> : null}
		</StaffPage>
	);
}

function SentLately({ requests }: { requests: formatQueue.FormatRequest[] }) {
	return (
		<Section title="Sent lately">
			<Ledger caption="Requests sent lately" captionHidden head={["Format", "Asked on", "Sent on", "Action"]}>
				{requests.map((request) => (
					<tr key={request.id}>
						<th scope="row">{formatWords[request.format]}</th>
						<td>{formatDate(request.askedAt, "en")}</td>
						<td>{request.sentAt ? formatDateTime(request.sentAt, "en") : ""}</td>
						<td>
							<form action={putBack.bind(null, request.id)}>
								<Button
									shape="small"
									about={`${formatWords[request.format]}, asked on ${formatDateTime(request.askedAt, "en")}`}
								>
									Not sent: put back
								</Button>
							</form>
						</td>
					</tr>
				))}
			</Ledger>
		</Section>
	);
}
