import type { ReactNode } from "react";
import { HtmlDocument } from "@/app/_server/html-document";
import { localeOf } from "./_shared/locale";

/** Renders no page at build time, because the build has no organisation and no database. */
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
