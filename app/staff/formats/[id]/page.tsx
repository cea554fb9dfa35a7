import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Meta, PageHeading, Section } from "@/components/ui/layout";
import { SummaryList } from "@/components/ui/list";
import { formatQueue } from "@/lib/contact";
import { requireStaff } from "@/lib/identity/guard";
import { formatDateTime } from "@/lib/time";
import { StaffPage } from "../../frame";
import { sent } from "../actions";
import { formatWords, languageWords } from "../words";

export const metadata: Metadata = { title: "Format request" };

const channelWords = { email: "Email", text: "Text message", telephone: "Telephone", post: "Post" };

/** One request with where to send it. */
export default async function FormatPage(props: PageProps<"/staff/formats/[id]">) {
	const staff = await requireStaff("desk:read", "/staff/formats");
	const opened = await formatQueue.openRequest(staff, (await props.params).id);
	if (!opened.ok) notFound();
	const { id, format, language, askedAt, points } = opened.value;
	return (
		<StaffPage staff={staff} path="/staff/formats">
			<PageHeading meta={<a href="/staff/formats">All requests</a>}>{formatWords[format]}</PageHeading>
			<SummaryList
				rows={[
					{ key: "Reference", value: <code>{id}</code> },
					{ key: "Language", value: languageWords[language] },
					{ key: "Asked on", value: formatDateTime(askedAt, "en") },
				]}
			/>
			<Section title="Where to send it">
				{points.length === 0 ? (
					<p>They have given no contact details. They may call the helpline with the reference above.</p>
				) : (
					<SummaryList
						rows={points.map(({ channel, lines }) => ({
							key: channelWords[channel],
							value: lines.map((line) => (
								<span key={line} className="block">
									{line}
								</span>
							)),
						}))}
					/>
				)}
				<Meta>That you opened this request stands in the audit log.</Meta>
			</Section>
			<form action={sent.bind(null, id)} className="mt-6">
				<Button>Mark as sent</Button>
			</form>
		</StaffPage>
	);
}
