import { GuidancePage, guidanceMetadata } from "@/app/[locale]/_shared/guidance-page";
import { localeOf } from "@/app/[locale]/_shared/locale";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props) {
	return guidanceMetadata("privacy", localeOf((await params).locale));
}

export default async function PrivacyPage({ params }: Props) {
	return <GuidancePage id="privacy" locale={localeOf((await params).locale)} path="/privacy" />;
}
