import type { Metadata } from "next";
import type { ReactNode } from "react";
import { siteStylesHref } from "@/app/_server/site-styles";

/** Drawn anew for whoever asks, never at build time, when there are no settings. */
export const dynamic = "force-dynamic";
export const metadata: Metadata = { robots: { index: false, follow: false } };

export default function StaffLayout({ children }: { children: ReactNode }) {
	return (
		// app/enhance.js says here that it runs, maybe before React looks.
		<html lang="en" data-scroll-behavior="smooth" suppressHydrationWarning>
			<head>
				<link rel="stylesheet" href={siteStylesHref()} />
				<link rel="stylesheet" href="/theme.css" />
			</head>
			<body>{children}</body>
		</html>
	);
}
