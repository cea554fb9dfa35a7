import type { Metadata } from "next";
import type { ReactNode } from "react";
import { HtmlDocument } from "@/app/_server/html-document";

/** Rendered for each request: the style sheet is compiled after Next's own build. */
export const dynamic = "force-dynamic";
export const metadata: Metadata = { robots: { index: false, follow: false } };

/** Pages that exist only in the demo. */
export default function DevLayout({ children }: { children: ReactNode }) {
	return <HtmlDocument lang="en">{children}</HtmlDocument>;
}
