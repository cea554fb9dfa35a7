import { StaffPage, staffTitle } from "@/app/staff/_shared/page-shell";
import { FieldForm } from "@/components/staff/field-form";
import { Notice, PageHeading, Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import { formatNumber } from "@/lib/format-number";
import { requireStaff } from "@/lib/identity/guard";
import { messageAdmin } from "@/lib/messages";
import { suppressionReasons, suppressionScopes } from "../labels";
import { change } from "./actions";

const done: Record<string, string> = {
	nothing: "This address is not on the list.",
	added: "It is on the list now. Messages that are already final still go to it.",
	lifted: "It is no longer on the list. New messages go to it again.",
};

/** Says what was found of an address, as `all.asked`. Undefined for other words. */
function foundSentence(found: string): string | undefined {
	const sentences = found.split(/[ +]/).map((each) => {
		const [scope = "", reason = ""] = each.split(".");
		const [what, why] = [suppressionScopes[scope], suppressionReasons[reason]];
		return what && why ? `${what}: ${why.toLowerCase()}.` : "";
	});
	return done[found] ?? (sentences.every(Boolean) ? `It is on the list. ${sentences.join(" ")}` : undefined);
}

/** Shows how many addresses are sent no messages to many and why. Finds, adds and lifts one by the address itself. */
export default async function DoNotSendPage(props: PageProps<"/staff/messages/do-not-send">) {
	const staff = await requireStaff("messages:write", "/staff/messages");
	const counts = await messageAdmin.suppressionCounts(staff);
	const notice = foundSentence(String((await props.searchParams).found));
	return (
		<StaffPage staff={staff} path="/staff/messages">
			{notice ? <Notice>{notice}</Notice> : null}
			<PageHeading lead="Messages to groups of people leave these addresses out, and count them. A code that someone asks for is always sent.">
				Addresses we do not send to
			</PageHeading>
			{counts.length === 0 ? (
				<p>There are none.</p>
			) : (
				<DataTable
					caption="Addresses by reason"
					captionHidden
					head={["Reason", "Not sent", "Addresses"]}
					figures={[2]}
					rows={counts.map(({ scope, reason, addresses }) => ({
						key: `${scope} ${reason}`,
						cells: [suppressionReasons[reason], suppressionScopes[scope], formatNumber(addresses)],
					}))}
				/>
			)}
			<Section title="One address">
				<FieldForm
					title={staffTitle("Addresses we do not send to", "/staff/messages")}
					action={change}
					fields={[
						{
							kind: "line",
							name: "address",
							label: "Email address",
							hint: "We compare it with the list and do not keep it. The list itself holds no addresses.",
							value: "",
						},
						{
							kind: "one",
							name: "change",
							label: "What do you want to do?",
							value: "show",
							options: [
								{ value: "show", label: "See whether it is on the list" },
								{ value: "asked", label: "Send it no messages", hint: "The person asked us to stop." },
								{ value: "asked-campaigning", label: "Send it no campaigning", hint: "The person asked us to stop." },
								{ value: "safety", label: "Hold messages back", hint: "A message could put the person in danger." },
								{ value: "lift", label: "Send it messages again" },
							],
						},
					]}
					submit="Continue"
					cancel="/staff/messages"
				/>
			</Section>
		</StaffPage>
	);
}
