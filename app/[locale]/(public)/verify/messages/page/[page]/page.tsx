import { notFound } from "next/navigation";
import { localeOf } from "@/app/[locale]/_shared/locale";
import { pageNumber } from "@/lib/pagination";
import { MessageList, messageListMetadata } from "../../message-list";

export const revalidate = 5;

/** Each page of the list has its own path, not a query, so it can be static. */
export function generateStaticParams() {
	return [];
}

type Props = { params: Promise<{ locale: string; page: string }> };

async function read({ params }: Props) {
	const { locale: segment, page } = await params;
	// Page 1 is /verify/messages itself.
	const number = pageNumber(page);
	if (number === undefined || number === 1) notFound();
	return { locale: localeOf(segment), page: number };
}

export async function generateMetadata(props: Props) {
	const { locale, page } = await read(props);
	return messageListMetadata(locale, page);
}

export default async function LaterMessagesPage(props: Props) {
	return <MessageList {...(await read(props))} />;
}
