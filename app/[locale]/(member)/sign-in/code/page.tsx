import Link from "next/link";
import { redirect } from "next/navigation";
import { CodeNotArrived, CodeSent } from "@/components/sign-in/code-sent";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { href, translator } from "@/lib/i18n";
import { openChallenge } from "@/lib/identity";
import { challengeToken } from "@/lib/identity/guard";
import { codeLimits, memberPlaces, safePlace } from "@/lib/identity/schema";
import { SitePage } from "../../../frame";
import { localeOf } from "../../../written-page";
import { enterCode, sendAgain } from "../actions";
import { oneFieldTexts } from "../texts";

/** Asks for the code that was mailed, in the browser that asked for it and in no other. */
export default async function CodePage(props: PageProps<"/[locale]/sign-in/code">) {
	const locale = localeOf((await props.params).locale);
	const query = await props.searchParams;
	const next = safePlace(memberPlaces, query.next);
	const token = await challengeToken("sign-in");
	const asked = token && (await openChallenge(token, "sign-in"));
	if (!asked) redirect(href(locale, `/sign-in?problem=unknown&next=${next}`));
	const t = translator(locale, "signIn");
	const common = translator(locale, "common");
	return (
		<SitePage locale={locale} path={`/sign-in/code?next=${next}`}>
			<OneFieldForm
				field="code"
				action={enterCode.bind(null, locale, next)}
				texts={oneFieldTexts(locale, {
					title: t("code.title"),
					label: t("code.label"),
					hint: t("code.hint"),
					submit: common("continue"),
				})}
			>
				<CodeSent
					title={t("code.title")}
					sent={t.rich("code.sent", {
						address: asked.address,
						minutes: codeLimits.minutes,
						b: (text) => <b>{text}</b>,
					})}
					wrongAddress={{ href: href(locale, `/sign-in?next=${next}`), label: t("code.wrongAddress") }}
					notice={
						query.sent === "again"
							? { tone: "clear", text: t("code.resent") }
							: query.sent === "no"
								? { tone: "wait", text: t("code.notResent") }
								: undefined
					}
					oursTitle={t("code.oursTitle")}
					ours={t.rich("code.ours", {
						words: asked.words,
						pair: (text) => <b className="font-mono tracking-[.08em]">{text}</b>,
					})}
				/>
			</OneFieldForm>
			<CodeNotArrived
				summary={t("code.notArrived")}
				look={t("code.lookInJunk", { most: codeLimits.mailsPerHour })}
				again={asked.mayResend ? { label: t("code.another"), action: sendAgain.bind(null, locale, next) } : undefined}
				noMore={t("code.noMore", { sends: codeLimits.sends })}
			>
				<p>
					<Link href={href(locale, "/guidance/without-email")} prefetch={false}>
						{t("withoutEmail")}
					</Link>
				</p>
			</CodeNotArrived>
		</SitePage>
	);
}
