import type { ReactNode } from "react";
import { type FormState, formNameField, formOwnerField, untouched } from "@/lib/form";

/** What every form of a document gets from its page. */
export type DocumentFormProps = {
	/** The function of the page's forms.ts that it is for. */
	name: string;
	/** For whom it is drawn; undefined on pages that need no session. */
	owner?: string | undefined;
	/** The form that was sent and refused, if the page answers one. */
	sent?: SentForm | undefined;
	/** Fields that nobody sees. */
	hidden?: Record<string, string>;
};

/** A form that was sent and refused: its name and what is wrong. */
export type SentForm = { name: string; state: FormState };

/** The state of a form: what was sent, if it was this one. */
export const stateOf = ({ name, sent }: DocumentFormProps): FormState => (sent?.name === name ? sent.state : untouched);

/**
 * A form of a page that is a document (app/[locale]/_shared/personal-document.tsx): sent to the page's own address, in parts so that the
 * web process can show what was typed if it is refused.
 */
export function DocumentForm(props: DocumentFormProps & { id?: string; className?: string; children: ReactNode }) {
	return (
		<form id={props.id} method="post" encType="multipart/form-data" noValidate className={props.className}>
			<input type="hidden" name={formNameField} value={props.name} />
			{props.owner ? <input type="hidden" name={formOwnerField} value={props.owner} /> : null}
			{Object.entries(props.hidden ?? {}).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			{props.children}
		</form>
	);
}
