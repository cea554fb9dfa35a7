/** A few ways on from an answer, one a line. */
export function WaysOn({ links }: { links: { href: string; label: string }[] }) {
	return (
		<ul className="print:hidden">
			{links.map((link) => (
				<li key={link.href} className="border-b border-line py-[.6rem]">
					<a href={link.href} className="inline-block py-1">
						{link.label}
					</a>
				</li>
			))}
		</ul>
	);
}
