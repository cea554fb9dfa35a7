import { redirect } from "next/navigation";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice, PageHeading, Read } from "@/components/ui/layout";
import { currentStaff } from "@/lib/identity/guard";
import { safeReturnPath, staffPaths } from "@/lib/identity/schema";
import { singleSignOn, staffSignInByCode } from "@/lib/identity/sign-in-methods";
import { StaffPage } from "../_shared/page-shell";
import { askForCode } from "./actions";

const problems: Record<string, string> = {
	exhausted: "That code was entered wrongly too many times, so it no longer works. Ask for a new one.",
	used: "That code has already been used. Ask for a new one.",
	unknown: "That code has expired, or you asked for it in another browser. Ask for a new one here.",
	"not-staff": "This address has no access to the staff pages. An administrator of the team can add it.",
	"account-taken":
		"Another member of the team has already signed in with this account. Everyone on the team needs their own.",
	"not-checked": "We could not check your account just now. Try again in a few minutes.",
	account: "We could not get an email address from that account, so you cannot sign in with it.",
};

/** The staff's sign-in page. Offers single sign-on and a code by email, each only if it is configured. */
export default async function StaffSignInPage(props: PageProps<"/staff/sign-in">) {
	const query = await props.searchParams;
	const next = safeReturnPath(staffPaths, query.next);
	if (await currentStaff()) redirect(next);
	const account = singleSignOn("staff");
	const byCode = staffSignInByCode();
	const heading = (
		<>
			{typeof query.problem === "string" && problems[query.problem] ? (
				<Notice tone="stop">{problems[query.problem]}</Notice>
			) : null}
			{query.ended ? <Notice tone="wait">We signed you out because you were inactive.</Notice> : null}
			{query["signed-out"] ? <Notice>You are signed out.</Notice> : null}
			<PageHeading>Staff sign-in</PageHeading>
			{account ? (
				<p className="my-6">
					<ButtonLink shape={byCode ? "plain" : "primary"} href={`/staff/sign-in/account?next=${next}`}>
						Sign in with your work account
					</ButtonLink>
				</p>
			) : null}
			{account && byCode ? <p>Or use a code by email:</p> : null}
		</>
	);
	return (
		<StaffPage path="/staff/sign-in">
			{byCode ? (
				<OneFieldForm
					field="email"
					action={askForCode.bind(null, next)}
					texts={{
						title: "Staff sign-in",
						titleError: "Error: Staff sign-in",
						errorTitle: "There is a problem",
						label: "Work email address",
						submit: "Email me a code",
					}}
				>
					{heading}
				</OneFieldForm>
			) : (
				<>
					<title>Staff sign-in</title>
					{heading}
				</>
			)}
			{account || byCode ? null : (
				<Read>
					<p>Nobody can sign in here yet, because no way to sign in has been set up.</p>
				</Read>
			)}
		</StaffPage>
	);
}
