import type { Metadata } from "next";
import type { ReactNode } from "react";
import { HtmlDocument } from "@/app/_server/html-document";
import { localeOf } from "./_shared/locale";

/**
 * Our own numbers are links. Telephones would make links of others too: those in fake messages, in examples of scams and in what somebody
 * pasted.
 */
export const metadata: Metadata = {
	formatDetection: { telephone: false, email: false, address: false, date: false, url: false },
};

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
