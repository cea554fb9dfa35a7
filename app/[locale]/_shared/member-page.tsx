import type { ReactNode } from "react";
import { MemberFrame } from "@/components/site/member-frame";
import { serialise } from "@/components/site/serialised-props";
import { FormOwner } from "@/components/ui/form-owner";
import type { Member } from "@/lib/authority";
import { formOwner } from "@/lib/identity/guard";
import { type Framed, memberFrameTexts } from "./page-shell";

/** The frame of a member page of Next, with the exit bar. Its forms are drawn for `member`. A document has `memberDocument`. */
export function MemberPage({ member, children, ...props }: Framed & { member: Member; children: ReactNode }) {
	return (
		<MemberFrame texts={serialise(memberFrameTexts(props))}>
			<FormOwner owner={formOwner(member.personId)}>{children}</FormOwner>
		</MemberFrame>
	);
}
