import type { Metadata } from "next";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { Ledger, Pagination } from "@/components/ui/list";
import { formatQueue } from "@/lib/contact";
import { requireStaff } from "@/lib/identity/guard";
import { formatDateTime } from "@/lib/time";
import { StaffPage } from "../frame";
import { formatWords, languageWords } from "./words";

export const metadata: Metadata = { title: "Formats" };

/** Who waits for large print, easy read, braille, sign language or audio, the longest first. */
export default async function FormatsPage(props: PageProps<"/staff/formats">) {
	const staff = await requireStaff("desk:read", "/staff/formats");
	const query = await props.searchParams;
	const { requests, all, page, pages } = await formatQueue.waitingRequests(staff, Number(query.page) || 1);
	const at = (number: number, label: string) => ({ href: `/staff/formats?page=${number}`, label });
	return (
		<StaffPage staff={staff} path="/staff/formats">
			<PageHeading lead="People who asked for another format, the longest wait first.">Accessible formats</PageHeading>
			{query.done ? <Notice>Marked as sent.</Notice> : null}
			{query.problem ? <Notice tone="wait">That request does not wait any more.</Notice> : null}
			<Section title={all === 1 ? "1 request waits" : `${all} requests wait`}>
				{requests.length === 0 ? (
					<p>Nobody waits for another format.</p>
				) : (
					<Ledger caption="Requests that wait" captionHidden head={["Format", "Language", "Asked on", "Action"]}>
						{requests.map((request) => (
							<tr key={request.id}>
								<th scope="row">{formatWords[request.format]}</th>
								<td>{languageWords[request.language]}</td>
								<td>
									<time dateTime={request.askedAt.toISOString()}>{formatDateTime(request.askedAt, "en")}</time>
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
				<Pagination
					label="Pages of requests"
					position={`Page ${page} of ${pages}`}
					previous={page > 1 ? at(page - 1, "Previous page") : undefined}
					next={page < pages ? at(page + 1, "Next page") : undefined}
				/>
			</Section>
		</StaffPage>
	);
}
