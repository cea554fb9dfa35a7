import { CodeSent } from "@/components/sign-in/code-sent";
import type { OneFieldTexts } from "@/components/sign-in/one-field-form";
import { type Locale, translator } from "@/lib/i18n";
import type { OpenChallenge } from "@/lib/identity";
import { codeLimits } from "@/lib/identity/schema";
import { organisation } from "@/lib/organisation";
import { oneFieldTexts } from "./code-props";

/** The words of the field for a code, under a page's title. */
export function codeFieldTexts(locale: Locale, title: string): OneFieldTexts {
	const t = translator(locale, "signIn");
	const submit = translator(locale, "common")("continue");
	return oneFieldTexts(locale, { title, label: t("code.label"), hint: t("code.hint"), submit });
}

/** What to do when no code comes, on every page of a member's that asks for one: how long to wait, and where help is. */
export function notArrivedTexts(locale: Locale) {
	const t = translator(locale, "signIn");
	const { telephone, hours } = organisation().contacts.helpline;
	return {
		summary: t("code.notArrived"),
		look: t("code.lookInJunk", { most: codeLimits.mailsPerHour }),
		ifNone: t("code.ifNone", { telephone, hours: hours[locale] }),
		noMore: t("code.noMore", { sends: codeLimits.sends }),
	};
}

/** What stands above the field for a code, on every page of a member's that asks for one. `sent` is the page's parameter. */
export function CodeHeading(props: {
	locale: Locale;
	title: string;
	asked: OpenChallenge;
	/** The page the address was typed on. */
	back: string;
	sent: unknown;
}) {
	const { asked, sent } = props;
	const t = translator(props.locale, "signIn");
	return (
		<CodeSent
			title={props.title}
			sent={t.rich("code.sent", {
				address: asked.address,
				minutes: codeLimits.minutes,
				b: (text) => <b>{text}</b>,
			})}
			wrongAddress={{ href: props.back, label: t("code.wrongAddress") }}
			notice={
				sent === "again"
					? { tone: "clear", text: t("code.resent") }
					: sent === "no"
						? { tone: "wait", text: t("code.notResent") }
						: undefined
			}
			oursTitle={t("code.oursTitle")}
			ours={t.rich("code.ours", {
				words: asked.words,
				pair: (text) => <b className="font-mono tracking-[.08em] inline-block">{text}</b>,
			})}
		/>
	);
}
