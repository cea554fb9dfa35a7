import { localeOf } from "@/app/[locale]/_shared/locale";
import { MessageList, messageListMetadata } from "./message-list";

export const revalidate = 5;

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props) {
	return messageListMetadata(localeOf((await params).locale), 1);
}

export default async function MessagesPage({ params }: Props) {
	return <MessageList locale={localeOf((await params).locale)} page={1} />;
}
