import type { ReactNode } from "react";
import { siteStylesHref } from "./site-styles";

/**
 * The `<html>` element of a root layout, with the site's style sheets. app/enhance.js sets an attribute on it, perhaps before
 * React hydrates, so differences there are not reported.
 */
export function HtmlDocument({ lang, children }: { lang: string; children: ReactNode }) {
	return (
		<html lang={lang} data-scroll-behavior="smooth" suppressHydrationWarning>
			<head>
				<link rel="stylesheet" href={siteStylesHref()} />
				<link rel="stylesheet" href="/theme.css" />
			</head>
			<body>{children}</body>
		</html>
	);
}
