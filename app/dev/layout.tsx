import type { Metadata } from "next";
import type { ReactNode } from "react";
import { siteStylesHref } from "@/app/_server/site-styles";

/** Rendered for each request: the style sheet is compiled after Next's own build. */
export const dynamic = "force-dynamic";
export const metadata: Metadata = { robots: { index: false, follow: false } };

/** Pages that exist only in the demo. */
export default function DevLayout({ children }: { children: ReactNode }) {
	return (
		<html lang="en" data-scroll-behavior="smooth">
			<head>
				<link rel="stylesheet" href={siteStylesHref()} />
				<link rel="stylesheet" href="/theme.css" />
			</head>
			<body>{children}</body>
		</html>
	);
}
