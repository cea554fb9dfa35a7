import type { Locale } from "@/lib/i18n";
import { homePage } from "@/lib/incidents";
import { SitePage } from "../frame";
export const revalidate = 5;
export default async function Home({ params }: { params: Promise<{ locale: Locale }> }) {
	const { locale } = await params;
	const home = await homePage(locale);
	return (
		<SitePage locale={locale} path="/">
			<h1>{home.leading?.question.text}</h1>
		</SitePage>
	);
}
