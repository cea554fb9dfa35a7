import { redirect } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { ActionForm } from "@/components/ui/action-form";
import { AddressLines } from "@/components/ui/address-lines";
import { Button } from "@/components/ui/button";
import { Meta, PageHeading, Section } from "@/components/ui/layout";
import { SummaryList } from "@/components/ui/list";
import { accessibleFormats } from "@/lib/contact";
import { requireStaff } from "@/lib/identity/guard";
import { referenceOf } from "@/lib/ids";
import { formatDate, formatDateTime } from "@/lib/time";
import { sent } from "../actions";
import { formatLabels, languageLabels } from "../labels";

const channelLabels = { email: "Email", text: "Text message", telephone: "Telephone", post: "Post" };

/** Shows one request for an accessible format, with everything needed to send it. */
export default async function FormatPage(props: PageProps<"/staff/formats/[id]">) {
	const staff = await requireStaff("desk:read", "/staff/formats");
	const opened = await accessibleFormats.openRequest(staff, (await props.params).id);
	if (!opened.ok) redirect("/staff/formats?problem=settled");
	const { id, format, language, askedAt, sendBy, points, signInAddresses } = opened.value;
	return (
		<StaffPage staff={staff} path="/staff/formats" title={`${formatLabels[format]}, ${referenceOf(id)}`}>
			<PageHeading meta={<a href="/staff/formats">All requests</a>}>{formatLabels[format]}</PageHeading>
			<SummaryList
				rows={[
					{ key: "Reference", value: referenceOf(id) },
					{ key: "What to send", value: "The guidance on this site, and everything we send them from now on" },
					{ key: "Language", value: languageLabels[language] },
					{ key: "Asked on", value: formatDateTime(askedAt, "en") },
					{ key: "Send by", value: formatDate(sendBy, "en") },
				]}
			/>
			<Section title="Where to send it">
				<SummaryList
					rows={[
						...points.map(({ channel, lines }) => ({
							key: channelLabels[channel],
							value: <AddressLines lines={lines} />,
						})),
						...(signInAddresses.length > 0
							? [{ key: "Email they sign in with", value: <AddressLines lines={signInAddresses} /> }]
							: []),
					]}
				/>
				{points.some((point) => point.channel === "post") ? null : (
					<p className="mt-4">
						They gave no postal address. If it has to go by post, ask them for one first. We do not know their name or
						their answer here.
					</p>
				)}
				<Meta>The audit log shows that you opened this request.</Meta>
			</Section>
			<ActionForm action={sent.bind(null, id)} className="mt-6">
				<Button>Mark as sent</Button>
			</ActionForm>
		</StaffPage>
	);
}
