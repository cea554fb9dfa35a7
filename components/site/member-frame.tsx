"use client";
import type { ReactNode } from "react";
import { ExitBar, type ExitBarTexts } from "./exit-bar";
import { deserialise, type Serialised } from "./serialised-props";
import { SiteFrame, type SiteFrameTexts } from "./site-frame";

export type MemberFrameTexts = { frame: SiteFrameTexts; exit: ExitBarTexts };

/**
 * The frame of a page for somebody signed in, with the bar that ends the session. A client component though nothing in it
 * moves: what the server draws itself travels a second time as data beside the HTML.
 */
export function MemberFrame(props: { texts: Serialised<MemberFrameTexts>; children: ReactNode }) {
	const { frame, exit } = deserialise(props.texts);
	return (
		<SiteFrame {...frame} above={<ExitBar {...exit} />}>
			{props.children}
		</SiteFrame>
	);
}
