import type { ReactNode } from "react";
import { personalPolicy } from "@/app/_server/personal-page";
import { siteStylesHref } from "@/app/_server/site-styles";
import { withUnbrokenWords } from "@/app/_server/unbroken-words.mjs";
import { memberFrameTexts } from "@/app/[locale]/_shared/page-shell";
import { ExitBar } from "@/components/site/exit-bar";
import { SiteFrame } from "@/components/site/site-frame";
import { type Locale, translator } from "@/lib/i18n";
import { organisation } from "@/lib/organisation";

/**
 * Renders an answer as a whole HTML document. The browser gets neither React nor the answer a second time as data. The title
 * does not reveal the answer, because other people can see titles on screen and in the history.
 */
export async function answerDocument(locale: Locale, children: ReactNode): Promise<Response> {
	// Imported here: Next refuses a static import of react-dom/server in app/, to protect pages. This is a route handler.
	const { renderToStaticMarkup } = await import("react-dom/server");
	const { frame, exit } = memberFrameTexts({ locale, path: "/check" });
	const html = renderToStaticMarkup(
		<html lang={locale} data-scroll-behavior="smooth">
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>{`${translator(locale, "check")("pageTitle")} – ${organisation().serviceName[locale]}`}</title>
				<meta name="robots" content="noindex,nofollow" />
				<link rel="stylesheet" href={siteStylesHref()} />
				<link rel="stylesheet" href="/theme.css" />
			</head>
			<body>
				<SiteFrame {...frame} above={<ExitBar {...exit} />}>
					{children}
				</SiteFrame>
			</body>
		</html>,
	);
	return new Response(`<!doctype html>${withUnbrokenWords(html)}`, {
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy": personalPolicy(),
		},
	});
}
