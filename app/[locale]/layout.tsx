import type { ReactNode } from "react";
import { HtmlDocument } from "@/app/_server/html-document";
import { localeOf } from "./_shared/locale";

/** No page is made at build time: there is no organisation and no database then. */
export function generateStaticParams() {
	return [];
}

export default async function PublicLayout({
	children,
	params,
}: {
	children: ReactNode;
	params: Promise<{ locale: string }>;
}) {
	return <HtmlDocument lang={localeOf((await params).locale)}>{children}</HtmlDocument>;
}
