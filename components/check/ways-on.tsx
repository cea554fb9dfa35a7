import Link from "next/link";

/** A few ways on from an answer, one a line. */
export function WaysOn({ links }: { links: { href: string; label: string }[] }) {
	return (
		<ul className="print:hidden">
			{links.map((link) => (
				<li key={link.href} className="border-b border-line py-[.6rem]">
					<Link href={link.href} prefetch={false} className="inline-block py-1">
						{link.label}
					</Link>
				</li>
			))}
		</ul>
	);
}
