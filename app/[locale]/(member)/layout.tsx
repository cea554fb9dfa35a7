import type { ReactNode } from "react";

/** Drawn for each person anew: the languages above would make Next try to keep these pages otherwise. */
export const dynamic = "force-dynamic";

export default function MemberLayout({ children }: { children: ReactNode }) {
	return children;
}
