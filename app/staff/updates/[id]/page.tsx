import { StaffPage } from "@/app/staff/_shared/page-shell";
import { BracketNotice } from "@/components/staff/bracket-notice";
import { Actions, ButtonLink } from "@/components/ui/button";
import { Meta, Notice, PageHeading, Section } from "@/components/ui/layout";
import { requireStaff } from "@/lib/identity/guard";
import { formatDateTime } from "@/lib/time";
import { readUpdate } from "../load";
import { StateTag } from "../state-tag";
import { Preview } from "./preview";
import { WelshNotice } from "./welsh-notice";

const done: Record<string, string> = {
	saved: "Saved as a draft. Only staff can see it.",
	published: "Published. Readers see it within ten seconds.",
	corrected: "Corrected. Readers see the new text, your note and what it said before.",
	withdrawn: "Withdrawn. The page says so, with your reason.",
	already: "That has already been done.",
};
/** Why a step cannot be taken whose page was opened before somebody took another, or in a wrong order. */
const refused: Record<string, string> = {
	"is-draft": "It is still a draft. You can correct or withdraw it once it is published.",
	"is-published": "It has been published, so it is no longer a draft. You can correct or withdraw it.",
	"is-withdrawn": "It has been withdrawn, so you can no longer change it.",
};

/** Shows an update in both languages as readers see it, with the actions its state allows. */
export default async function StaffUpdatePage(props: PageProps<"/staff/updates/[id]">) {
	const staff = await requireStaff("updates:write", "/staff/updates");
	const update = await readUpdate(staff, props.params);
	const asked = String((await props.searchParams).done);
	const [notice, refusal] = [done[asked], asked === `is-${update.state}` ? refused[asked] : undefined];
	const base = `/staff/updates/${update.id}`;
	const times = [
		`Edited ${formatDateTime(update.editedAt, "en")}`,
		update.publishedAt && `published ${formatDateTime(update.publishedAt, "en")}`,
		update.withdrawnAt && `withdrawn ${formatDateTime(update.withdrawnAt, "en")}`,
	];
	const link = (path: string, label: string) => <a href={path}>{label}</a>;
	return (
		<StaffPage staff={staff} path="/staff/updates" title={update.titleEn}>
			{notice ? <Notice>{notice}</Notice> : null}
			{refusal ? <Notice tone="wait">{refusal}</Notice> : null}
			<PageHeading
				meta={
					<>
						<StateTag update={update} /> · {update.incidentTitle}
					</>
				}
			>
				{update.titleEn}
			</PageHeading>
			<Meta>{times.filter(Boolean).join(" · ")}</Meta>
			<WelshNotice update={update} />
			<BracketNotice texts={[update.bodyEn, update.bodyCy]} />
			{update.state === "draft" ? (
				<Actions>
					<ButtonLink href={`${base}/publish`}>Publish</ButtonLink>
					{link(`${base}/edit`, "Edit")}
					{link(`${base}/discard`, "Discard")}
				</Actions>
			) : null}
			{update.state === "published" ? (
				<Actions>
					<ButtonLink href={`${base}/correct`} shape="plain">
						Correct
					</ButtonLink>
					{link(`${base}/withdraw`, "Withdraw")}
					{link(`/updates/${update.slug}`, "See it on the site")}
				</Actions>
			) : null}
			{update.state === "withdrawn" ? <Actions>{link(`/updates/${update.slug}`, "See it on the site")}</Actions> : null}
			<Section title={update.state === "draft" ? "Readers will see" : "Readers see"}>
				<Preview update={update} />
			</Section>
			{staff.permissions.includes("audit:read") ? (
				<p className="mt-9">{link(`/staff/audit?subject=${update.id}`, "History in the audit log")}</p>
			) : null}
		</StaffPage>
	);
}
