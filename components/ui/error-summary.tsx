"use client";

import { useEffect, useRef } from "react";
import type { FieldError } from "@/lib/form";
import cy from "@/lib/i18n/cy/problem";
import en from "@/lib/i18n/en/problem";
import { ErrorList } from "./error-list";

/** The errors of a form that React may send: moves the focus to them, and says so in the title. */
export function ErrorSummary({ title, errors }: { title?: string; errors: FieldError[] }) {
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (!errors.length) return;
		box.current?.focus();
		// A page whose title does not depend on its form, because it has several or none of its own.
		const { title, documentElement } = document;
		const words = documentElement.lang === "cy" ? cy.formError : en.formError;
		if (title.startsWith(words.replace("{title}", ""))) return;
		const changed = words.replace("{title}", title);
		document.title = changed;
		return () => {
			if (document.title === changed) document.title = title;
		};
	}, [errors]);
	return <ErrorList ref={box} errors={errors} {...(title ? { title } : {})} />;
}
