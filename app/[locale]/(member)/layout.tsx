import type { ReactNode } from "react";

/** Renders these pages on every request. Without this, generateStaticParams of the language layout makes Next cache them. */
export const dynamic = "force-dynamic";

export default function MemberLayout({ children }: { children: ReactNode }) {
	return children;
}
