import { redirect } from "next/navigation";
import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Meta, PageHeading, Section } from "@/components/ui/layout";
import { fakeAdmin } from "@/lib/fakes";
import { requireStaff } from "@/lib/identity/guard";
import { formatDateTime } from "@/lib/time";
import { confirm, dismiss } from "../actions";
import { fakeFields } from "../fake-fields";
import { channelLabels } from "../labels";

/** Shows one report, to confirm it with what gives it away, or to dismiss it. */
export default async function FakeReportPage(props: PageProps<"/staff/fakes/[id]">) {
	const staff = await requireStaff("updates:write", "/staff/fakes");
	const opened = await fakeAdmin.openReport(staff, (await props.params).id);
	if (!opened.ok) redirect("/staff/fakes?problem=settled");
	const { id, channel, sender, text, reportedAt } = opened.value;
	return (
		<StaffPage staff={staff} path="/staff/fakes">
			<PageHeading meta={<a href="/staff/fakes">All reports</a>}>
				{channelLabels[channel]}, reported on {formatDateTime(reportedAt, "en")}
			</PageHeading>
			<Section title="What was reported">
				<blockquote className="max-w-read wrap-anywhere">
					<p className="text-soft">
						From: <bdi>{sender || "not said"}</bdi>
					</p>
					<p className="mt-2 whitespace-pre-wrap">
						<bdi>{text}</bdi>
					</p>
				</blockquote>
				<Meta>Check that we did not send it. The audit log shows that you opened this report.</Meta>
				<ActionForm action={dismiss.bind(null, id)} className="mt-6">
					<Button shape="plain">Dismiss: not a fake</Button>
				</ActionForm>
			</Section>
			<Section title="Confirm that it is fake">
				<FieldForm
					title={staffTitle("Report of a fake", "/staff/fakes")}
					action={confirm.bind(null, id)}
					fields={fakeFields({ channel, sender, text })}
					submit="See what readers will see"
					publish="Publish"
					cancel="/staff/fakes"
				/>
			</Section>
		</StaffPage>
	);
}
