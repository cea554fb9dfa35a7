"use client";

import type { ReactNode } from "react";
import { CheckForm, type CheckFormTexts } from "@/components/ui/check-form";
import type { FormState } from "@/lib/form";
import { Confirmed, type ConfirmedTexts } from "./confirmation-facts";

export type CodeState = FormState & { found?: ConfirmedTexts };

/** Asks for a confirmation's code or text and replaces the form by its contents. */
export function CheckCode(props: {
	action: (state: CodeState, form: FormData) => Promise<CodeState>;
	texts: CheckFormTexts;
	typed: Record<string, string>;
	children: ReactNode;
}) {
	return <CheckForm {...props} field="code" rows={4} result={({ found }) => found && <Confirmed {...found} />} />;
}
