import type { Metadata } from "next";
import type { ReactNode } from "react";
import { HtmlDocument } from "@/app/_server/html-document";

/** Drawn anew for whoever asks, never at build time, when there are no settings. */
export const dynamic = "force-dynamic";
export const metadata: Metadata = { robots: { index: false, follow: false } };

export default function StaffLayout({ children }: { children: ReactNode }) {
	return <HtmlDocument lang="en">{children}</HtmlDocument>;
}
