import { notFound } from "next/navigation";
import { GuidancePage, guidanceMetadata } from "@/app/[locale]/_shared/guidance-page";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { CheckSection } from "@/app/[locale]/(public)/check-section";
import { isTopic } from "@/lib/guidance/schema";
import { href, translator } from "@/lib/i18n";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string; topic: string }> };

/** Renders no page at build time (see app/[locale]/layout.tsx). */
export function generateStaticParams() {
	return [];
}

async function read(params: Props["params"]) {
	const { locale, topic } = await params;
	if (!isTopic(topic)) notFound();
	return { locale: localeOf(locale), topic };
}

export async function generateMetadata({ params }: Props) {
	const { locale, topic } = await read(params);
	return guidanceMetadata(topic, locale);
}

export default async function TopicPage({ params }: Props) {
	const { locale, topic } = await read(params);
	const back = <a href={href(locale, "/guidance")}>{translator(locale, "guidance")("allGuidance")}</a>;
	return (
		<GuidancePage id={topic} locale={locale} path={`/guidance/${topic}`} above={back} exit={topic === "safety"}>
			{/* Signing in takes an email address. */}
			{topic === "without-email" ? null : <CheckSection locale={locale} />}
		</GuidancePage>
	);
}
