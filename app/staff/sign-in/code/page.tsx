import { notFound, redirect } from "next/navigation";
import { StaffPage } from "@/app/staff/_shared/page-shell";
import { CodeNotArrived, CodeSent } from "@/components/sign-in/code-sent";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { SendAgainForm } from "@/components/sign-in/send-again-form";
import { openChallenge } from "@/lib/identity";
import { challengeToken } from "@/lib/identity/guard";
import { codeLimits, longCodeDigits, safeReturnPath, staffPaths, unprovenMails } from "@/lib/identity/schema";
import { staffSignInByCode } from "@/lib/identity/sign-in-methods";
import { enterCode, sendAgain } from "../actions";

const notices = {
	again: { tone: "clear", text: "We have sent you another code. Only the newest one works." },
	no: { tone: "wait", text: "We cannot send this code again. Check the address." },
	busy: {
		tone: "wait",
		text: `The site is sending too many emails just now, so no code was sent. Try again in ${unprovenMails.minutes} minutes, or enter the long code from an email sent in the last ${codeLimits.longCodeHours} hours.`,
	},
} as const;

/** Asks staff for the code that was mailed. */
export default async function StaffCodePage(props: PageProps<"/staff/sign-in/code">) {
	if (!staffSignInByCode()) notFound();
	const query = await props.searchParams;
	const next = safeReturnPath(staffPaths, query.next);
	const token = await challengeToken("staff-sign-in");
	const asked = token ? await openChallenge(token, "staff-sign-in") : undefined;
	if (!asked || asked.used) redirect(`/staff/sign-in?problem=${asked ? "used" : "unknown"}&next=${next}`);
	return (
		<StaffPage path="/staff/sign-in">
			<OneFieldForm
				field="code"
				action={enterCode.bind(null, next)}
				texts={{
					title: "Enter the code – Staff sign-in",
					titleError: "Error: Enter the code – Staff sign-in",
					errorTitle: "There is a problem",
					label: "Code from our email",
					hint: "6 digits, or more at busy times. You can paste it, with or without spaces.",
					submit: "Continue",
				}}
			>
				<CodeSent
					title="Enter the code we sent you"
					sent={
						asked.busy ? (
							<b>{asked.address}</b>
						) : (
							<>
								We sent a code to <b>{asked.address}</b>. It works for {codeLimits.minutes} minutes.
							</>
						)
					}
					wrongAddress={{ href: `/staff/sign-in?next=${next}`, label: "Wrong address?" }}
					notice={
						asked.busy ? notices.busy : query.sent === "again" || query.sent === "no" ? notices[query.sent] : undefined
					}
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
				look={`Look in your junk folder. At most ${codeLimits.perNetwork.hour} codes an hour go to one address, whoever asks for them.`}
				longCode={`If none arrives, find any email with a code from the last ${codeLimits.longCodeHours} hours, whoever asked for it. Further down it has a long code of ${longCodeDigits} digits. Enter that here instead.`}
				ifNone="If you do not have one, ask again in an hour, or ask a team administrator."
				again={
					asked.mayResend ? (
						<SendAgainForm action={sendAgain.bind(null, next, String(asked.requests))} label="Send another code" />
					) : undefined
				}
				noMore={`This code has been sent ${codeLimits.requests} times. Check the address.`}
			/>
		</StaffPage>
	);
}
