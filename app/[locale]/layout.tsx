import type { ReactNode } from "react";
import { siteStylesHref } from "@/app/_server/site-styles";
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
	return (
		// app/enhance.js says here that it runs, maybe before React looks.
		<html lang={localeOf((await params).locale)} data-scroll-behavior="smooth" suppressHydrationWarning>
			<head>
				<link rel="stylesheet" href={siteStylesHref()} />
				<link rel="stylesheet" href="/theme.css" />
			</head>
			<body>{children}</body>
		</html>
	);
}
