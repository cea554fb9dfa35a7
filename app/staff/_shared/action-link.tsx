/** A link such as "Change". `about` names its subject for screen readers. */
export function ActionLink({ href, label, about }: { href: string; label: string; about?: string }) {
	return (
		<a href={href}>
			{label}
			{about ? <span className="sr-only"> {about}</span> : null}
		</a>
	);
}
