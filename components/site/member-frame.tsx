"use client";
import type { ReactNode } from "react";
import { ExitBar, type ExitBarTexts } from "./exit-bar";
import { SiteFrame, type SiteFrameTexts } from "./site-frame";

/**
 * The frame of a page for somebody signed in, with the bar that ends the session. A client component so that it is not sent
 * twice, as HTML and as data: see components/check/answer.tsx.
 */
export function MemberFrame(props: { frame: SiteFrameTexts; exit: ExitBarTexts; children: ReactNode }) {
	return (
		<SiteFrame {...props.frame} above={<ExitBar {...props.exit} />}>
			{props.children}
		</SiteFrame>
	);
}
