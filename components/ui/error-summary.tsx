"use client";

import { useEffect, useRef } from "react";
import type { FieldError } from "@/lib/form";
import cy from "@/lib/i18n/cy/problem";
import en from "@/lib/i18n/en/problem";

/** Lists the errors of a form, each with a link to its field, or to the page that helps. Takes the focus, with scripts and without, and says so in the title. */
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
	// Says when the connection is lost, on pages that run no other script. Every page with a form that asks something has an error summary.
	if (!errors.length) return <script async src="/enhance.js" />;
	return (
		// biome-ignore lint/a11y/noAutofocus: without React only autofocus moves the browser to the errors
		<div ref={box} role="alert" tabIndex={-1} autoFocus className="my-6 border-4 border-stop p-[min(1.25rem,5vw)]">
			<script async src="/enhance.js" />
			{title ? <h2 className="text-[min(1.2rem,max(1rem,9.9vw))] font-bold">{title}</h2> : null}
			<ul className="mt-2">
				{errors.map((error) => (
					<li key={error.field + error.message} className="font-semibold text-stop">
						{error.field ? <a href={`#${encodeURIComponent(error.field)}`}>{error.message}</a> : error.message}
						{error.help ? (
							<>
								{" "}
								<a href={error.help.href} target="_blank" rel="noopener">
									{error.help.label}
								</a>
							</>
						) : null}
					</li>
				))}
			</ul>
		</div>
	);
}
