"use client";
import type { ReactNode } from "react";
import { ExitBar, type ExitBarTexts } from "./exit-bar";
import { type Folded, unfold } from "./serialised-props";
import { SiteFrame, type SiteFrameTexts } from "./site-frame";

export type MemberFrameTexts = { frame: SiteFrameTexts; exit: ExitBarTexts };

/**
 * The frame of a page for somebody signed in, with the bar that ends the session. A client component though nothing in it
 * moves: what the server draws itself travels a second time as data beside the HTML.
 */
export function MemberFrame(props: { texts: Folded<MemberFrameTexts>; children: ReactNode }) {
	const { frame, exit } = unfold(props.texts);
	return (
		<SiteFrame {...frame} above={<ExitBar {...exit} />}>
			{props.children}
		</SiteFrame>
	);
}
