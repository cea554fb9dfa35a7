import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { isLocale } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";
import "../globals.css";

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
	const { locale } = await params;
	if (!isLocale(locale) || !organisation().languages.includes(locale)) notFound();
	return (
		// app/enhance.js says here that it runs, maybe before React looks.
		<html lang={locale} data-scroll-behavior="smooth" suppressHydrationWarning>
			<head>
				<link rel="stylesheet" href="/theme.css" />
			</head>
			<body>{children}</body>
		</html>
	);
}
