import type { ReactNode } from "react";
import type { OneFieldTexts } from "@/components/sign-in/one-field";
import { OneFieldForm } from "@/components/sign-in/one-field-form";
import { SendAgainForm } from "@/components/sign-in/send-again-form";
import type { FormState } from "@/lib/form";

type Actions = {
	enterCode: (state: FormState, form: FormData) => Promise<FormState>;
	sendAgain: (form: FormData) => Promise<void>;
};

/** Returns how a page of Next draws the two forms of a page for a code. */
export const codeForms = ({ enterCode, sendAgain }: Actions) => ({
	form: (texts: OneFieldTexts, above: ReactNode) => (
		<OneFieldForm field="code" action={enterCode} texts={texts}>
			{above}
		</OneFieldForm>
	),
	again: (label: string) => <SendAgainForm action={sendAgain} label={label} />,
});
