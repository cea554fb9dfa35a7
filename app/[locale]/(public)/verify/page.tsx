import { localeOf, WrittenPage, writtenMetadata } from "../../written-page";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props) {
	return writtenMetadata("verify", localeOf((await params).locale));
}

export default async function VerifyPage({ params }: Props) {
	return <WrittenPage id="verify" locale={localeOf((await params).locale)} path="/verify" />;
}
