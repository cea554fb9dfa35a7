import { notFound, redirect } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { CodeNotArrived, CodeSent } from "@/components/sign-in/code-sent";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { openChallenge } from "@/lib/identity";
import { challengeToken } from "@/lib/identity/guard";
import { codeLimits, safeReturnPath, staffPaths } from "@/lib/identity/schema";
import { staffSignInByCode } from "@/lib/identity/sign-in-methods";
import { enterCode, sendAgain } from "../actions";

const notices = {
	again: { tone: "clear", text: "We have sent another code. Only the newest one works." },
	no: { tone: "wait", text: "We cannot send this code again. Check the address." },
} as const;

/** Asks staff for the code that was mailed. */
export default async function StaffCodePage(props: PageProps<"/staff/sign-in/code">) {
	if (!staffSignInByCode()) notFound();
	const query = await props.searchParams;
	const next = safeReturnPath(staffPaths, query.next);
	const token = await challengeToken("staff-sign-in");
	const asked = token && (await openChallenge(token, "staff-sign-in"));
	if (!asked) redirect(`/staff/sign-in?problem=unknown&next=${next}`);
	return (
		<StaffPage path="/staff/sign-in">
			<OneFieldForm
				field="code"
				action={enterCode.bind(null, next)}
				texts={{
					title: "Enter the code – Staff sign-in",
					titleError: "Error: Enter the code – Staff sign-in",
					errorTitle: "There is a problem",
					label: "6-digit code",
					hint: "You can paste it. Spaces are fine.",
					submit: "Continue",
				}}
			>
				<CodeSent
					title="Enter the code we sent you"
					sent={
						<>
							We sent a 6-digit code to <b>{asked.address}</b>. It works for {codeLimits.minutes} minutes.
						</>
					}
					wrongAddress={{ href: `/staff/sign-in?next=${next}`, label: "Wrong address?" }}
					notice={query.sent === "again" || query.sent === "no" ? notices[query.sent] : undefined}
					oursTitle="Check that it is ours"
					ours={
						<>
							The subject of our email ends with these two words:{" "}
							<b className="font-mono tracking-[.08em]">{asked.words}</b>. If it does not, do not use it.
						</>
					}
				/>
			</OneFieldForm>
			<CodeNotArrived
				summary="The code has not arrived"
				look={`Look in your junk folder. At most ${codeLimits.mailsPerHour} codes an hour go to one address, whoever asks for them.`}
				ifNone="If none comes, ask again in an hour, or ask an administrator of the team."
				again={asked.mayResend ? { label: "Send another code", action: sendAgain.bind(null, next) } : undefined}
				noMore={`This code has been sent ${codeLimits.sends} times. Check the address.`}
			/>
		</StaffPage>
	);
}
