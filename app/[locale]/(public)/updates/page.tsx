import { localeOf } from "@/app/[locale]/_shared/locale";
import { UpdateList, updateListMetadata } from "./update-list";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props) {
	return updateListMetadata(localeOf((await params).locale), 1);
}

export default async function UpdatesPage({ params }: Props) {
	return <UpdateList locale={localeOf((await params).locale)} page={1} />;
}
