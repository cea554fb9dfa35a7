import type { Metadata } from "next";
import type { ReactNode } from "react";
import { HtmlDocument } from "@/app/_server/html-document";

/** Renders on every request, because the build has no settings. */
export const dynamic = "force-dynamic";
export const metadata: Metadata = { robots: { index: false, follow: false } };

export default function StaffLayout({ children }: { children: ReactNode }) {
	return <HtmlDocument lang="en">{children}</HtmlDocument>;
}
