/** A link such as "Change". `about` says for screen readers which thing it is about. */
export function ActionLink({ href, label, about }: { href: string; label: string; about?: string }) {
	return (
		<a href={href}>
			{label}
			{about ? <span className="sr-only"> {about}</span> : null}
		</a>
	);
}
