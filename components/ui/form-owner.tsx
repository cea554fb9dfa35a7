"use client";

import { createContext, type ReactNode, useContext } from "react";
import { formOwnerField } from "@/lib/form";

const Owner = createContext("");

/** Tells the forms of a page for whom they are drawn. */
export function FormOwner(props: { owner: string; children: ReactNode }) {
	return <Owner value={props.owner}>{props.children}</Owner>;
}

/**
 * Names the person for whom a form was drawn. The web process refuses the form if somebody else has signed in in the browser since
 * (lib/identity/request-session.ts). Renders nothing on pages that need no session.
 */
export function FormOwnerField() {
	const owner = useContext(Owner);
	return owner ? <input type="hidden" name={formOwnerField} value={owner} /> : null;
}
