import type { Metadata } from "next";
import type { ReactNode } from "react";
import { HtmlDocument } from "@/app/_server/html-document";

/** Renders on every request, because the style sheet is compiled after Next's build. */
export const dynamic = "force-dynamic";
export const metadata: Metadata = { robots: { index: false, follow: false } };

/** The document of pages that exist only in the demo. */
export default function DevLayout({ children }: { children: ReactNode }) {
	return <HtmlDocument lang="en">{children}</HtmlDocument>;
}
