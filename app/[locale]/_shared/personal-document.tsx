import type { ReactNode } from "react";
import { personalPolicy } from "@/app/_server/personal-page";
import { siteStylesHref } from "@/app/_server/site-styles";
import { withUnbrokenWords } from "@/app/_server/unbroken-words.mjs";
import { ExitBar } from "@/components/site/exit-bar";
import { SiteFrame } from "@/components/site/site-frame";
import type { SentForm } from "@/components/ui/document-form";
import { type Locale, translator } from "@/lib/i18n";
import { memberFrameTexts } from "./page-shell";
import { pageTitle } from "./page-title";

/** `title` is that of the page alone. `sent` is the form that the page refuses, if it answers one. */
type Document = { locale: Locale; title: string; sent?: SentForm | undefined };

/**
 * Renders a page for one person as a whole HTML document. The browser gets neither React nor the page a second time as data. The title
 * does not reveal an answer, because other people can see titles on screen and in the history.
 */
export async function personalDocument({ locale, title, sent }: Document, page: ReactNode): Promise<Response> {
	// Imported here: Next refuses a static import of react-dom/server in app/, to protect pages. Documents are drawn by route handlers.
	const { renderToStaticMarkup } = await import("react-dom/server");
	const whole = pageTitle(title, locale);
	const html = renderToStaticMarkup(
		<html lang={locale} data-scroll-behavior="smooth">
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="format-detection" content={formatDetection} />
				<title>{sent ? translator(locale, "problem")("formError", { title: whole }) : whole}</title>
				<meta name="robots" content="noindex,nofollow" />
				<link rel="stylesheet" href={siteStylesHref()} />
				<link rel="stylesheet" href="/theme.css" />
			</head>
			<body>{page}</body>
		</html>,
	);
	return new Response(`<!doctype html>${withUnbrokenWords(html)}`, {
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy": personalPolicy(),
		},
	});
}

/** As in app/[locale]/layout.tsx. */
const formatDetection = "telephone=no, date=no, address=no, email=no, url=no";

/** Renders a page of a member as a document, in their frame. `path` has no language. */
export function memberDocument({ path, ...document }: Document & { path: string }, page: ReactNode): Promise<Response> {
	const { frame, exit } = memberFrameTexts({ locale: document.locale, path });
	return personalDocument(
		document,
		<SiteFrame {...frame} above={<ExitBar {...exit} />}>
			{page}
		</SiteFrame>,
	);
}
