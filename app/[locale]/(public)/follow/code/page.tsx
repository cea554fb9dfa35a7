import { redirect } from "next/navigation";
import { codeForms } from "@/app/[locale]/_shared/code-forms";
import { CodePage } from "@/app/[locale]/_shared/code-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { SitePage } from "@/app/[locale]/_shared/page-shell";
import { href, translator } from "@/lib/i18n";
import { openChallenge } from "@/lib/identity";
import { challengeToken } from "@/lib/identity/guard";
import { enterCode, sendAgain } from "../actions";
import { topicOf } from "../follow-topics";

/** Renders on every request, because the page has a form. */
export const dynamic = "force-dynamic";

/** Asks for the code that was mailed, only in the browser that asked for it. */
export default async function FollowCodePage(props: PageProps<"/[locale]/follow/code">) {
	const locale = localeOf((await props.params).locale);
	const query = await props.searchParams;
	const { value: topic } = await topicOf(locale, query.next);
	const token = await challengeToken("contact-point");
	const challenge = token ? await openChallenge(token, "contact-point") : undefined;
	if (!challenge || challenge.used) redirect(href(locale, `/follow?${challenge ? "" : "problem=1&"}next=${topic}`));
	return (
		<SitePage locale={locale} path={`/follow/code?next=${topic}`}>
			<CodePage
				locale={locale}
				title={translator(locale, "follow")("codeTitle")}
				challenge={challenge}
				addressHref={href(locale, `/follow?next=${topic}`)}
				sent={query.sent}
				{...codeForms({
					enterCode: enterCode.bind(null, locale, topic),
					sendAgain: sendAgain.bind(null, locale, topic, String(challenge.requests)),
				})}
			/>
		</SitePage>
	);
}
