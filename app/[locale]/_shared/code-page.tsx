import type { ReactNode } from "react";
import { CodeNotArrived, CodeSent } from "@/components/sign-in/code-sent";
import type { OneFieldTexts } from "@/components/sign-in/one-field";
import { type Locale, translator } from "@/lib/i18n";
import type { OpenChallenge } from "@/lib/identity";
import { codeLimits, longCodeDigits, unprovenMails } from "@/lib/identity/schema";
import { organisation } from "@/lib/organisation";
import { formatTime } from "@/lib/time";
import { oneFieldTexts } from "./one-field-texts";

/** The body of a page that asks a member for a mailed code, without its two forms. `children` are further advice for when no code arrives. */
export function CodePage(props: {
	locale: Locale;
	title: string;
	challenge: OpenChallenge;
	/** The page the address was typed on. */
	addressHref: string;
	/** The page's query parameter: "again" or "no" after a request for another code. */
	sent: unknown;
	/** Draws the form for the code, with texts above its field. */
	form: (texts: OneFieldTexts, above: ReactNode) => ReactNode;
	/** Draws the form that requests another code. */
	again: (label: string) => ReactNode;
	children?: ReactNode;
}) {
	const { locale, title, challenge, sent } = props;
	const t = translator(locale, "signIn");
	const { longCodeHours } = codeLimits;
	const { telephone, hours } = organisation().contacts.helpline;
	const texts = oneFieldTexts(locale, {
		title,
		label: t("code.label"),
		hint: t("code.hint"),
		submit: translator(locale, "common")("continue"),
	});
	return (
		<>
			{props.form(
				texts,
				<CodeSent
					title={title}
					sent={
						challenge.busy ? (
							<b>{challenge.address}</b>
						) : (
							t.rich("code.sent", {
								address: challenge.address,
								minutes: codeLimits.minutes,
								time: formatTime(challenge.askedAt, locale),
								b: (text) => <b>{text}</b>,
								when: (text) => <time dateTime={challenge.askedAt.toISOString()}>{text}</time>,
							})
						)
					}
					wrongAddress={{ href: props.addressHref, label: t("code.wrongAddress") }}
					notice={
						challenge.busy
							? { tone: "wait", text: t("code.busy", { minutes: unprovenMails.minutes, hours: longCodeHours }) }
							: sent === "again"
								? { tone: "clear", text: t("code.resent") }
								: sent === "no"
									? { tone: "wait", text: t("code.notResent") }
									: undefined
					}
					oursTitle={t("code.oursTitle")}
					ours={t.rich("code.ours", {
						words: challenge.words,
						pair: (text) => <b className="font-mono tracking-[.08em] inline-block">{text}</b>,
					})}
				/>,
			)}
			<CodeNotArrived
				summary={t("code.notArrived")}
				look={t("code.lookInJunk", { most: codeLimits.perNetwork.hour })}
				longCode={t("code.longCode", { hours: longCodeHours, digits: longCodeDigits })}
				ifNone={t("code.ifNone", { telephone, hours: hours[locale] })}
				noMore={t("code.noMore", { sends: codeLimits.requests })}
				again={challenge.mayResend ? props.again(t("code.another")) : undefined}
			>
				{props.children}
			</CodeNotArrived>
		</>
	);
}
