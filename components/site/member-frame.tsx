"use client";
import type { ReactNode } from "react";
import { ExitBar, type ExitBarTexts } from "./exit-bar";
import { deserialise, type Serialised } from "./serialised-props";
import { SiteFrame, type SiteFrameTexts } from "./site-frame";

export type MemberFrameTexts = { frame: SiteFrameTexts; exit: ExitBarTexts };

/**
 * The frame of a member page, with the exit bar. A client component although it is static, because React writes server
 * components as data before it makes HTML of them, which takes longer.
 */
export function MemberFrame(props: { texts: Serialised<MemberFrameTexts>; children: ReactNode }) {
	const { frame, exit } = deserialise(props.texts);
	return (
		<SiteFrame {...frame} above={<ExitBar {...exit} />}>
			{props.children}
		</SiteFrame>
	);
}
