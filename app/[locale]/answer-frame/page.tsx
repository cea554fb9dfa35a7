import type { Metadata } from "next";
import { pageTitle } from "@/app/[locale]/_shared/page-title";
import { translator } from "@/lib/i18n";
import { localeOf } from "../_shared/locale";
import { MemberPage } from "../_shared/page-shell";

type Props = { params: Promise<{ locale: string }> };

/** Not kept on disk: the settings it speaks of are read at each start. */
export const dynamic = "force-dynamic";

/** Says nothing of what will stand on the page: titles are seen over shoulders and kept in histories. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const locale = localeOf((await params).locale);
	return {
		title: pageTitle(translator(locale, "check")("pageTitle"), locale),
		robots: { index: false, follow: false },
	};
}

/** The frame that every answer is put into, at its slot, by check/answer-document.ts. Nobody else has a use for it. */
export default async function AnswerFrame({ params }: Props) {
	const locale = localeOf((await params).locale);
	return (
		<MemberPage locale={locale} path="/check">
			<slot name="answer" />
		</MemberPage>
	);
}
