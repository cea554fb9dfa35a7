import type { Ref } from "react";
import type { FieldError } from "@/lib/form";

/**
 * Lists the errors of a form, each with a link to its field, or to the page that helps. Takes the focus as the page opens. Loads
 * app/enhance.js, errors or none: it says when the connection is lost.
 */
export function ErrorList(props: { title?: string; errors: FieldError[]; ref?: Ref<HTMLDivElement> }) {
	const { title, errors, ref } = props;
	if (!errors.length) return <script async src="/enhance.js" />;
	return (
		// biome-ignore lint/a11y/noAutofocus: without React only autofocus moves the browser to the errors
		<div ref={ref} role="alert" tabIndex={-1} autoFocus className="my-6 border-4 border-stop p-[min(1.25rem,5vw)]">
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
