import { Fragment } from "react";
import { href, type Locale } from "@/lib/i18n";
import { feedFormats, feedPath } from "./feed-addresses";

/** The links to a feed in each of its formats. */
export function FeedLinks(props: { locale: Locale; label: string; incidentSlug?: string }) {
	return (
		<p className="mt-6 flex flex-wrap gap-x-5 print:hidden">
			{props.label}
			{feedFormats.map((format) => (
				<Fragment key={format.type}>
					{" "}
					<a href={href(props.locale, feedPath(format, props.incidentSlug))} type={format.type}>
						{format.name}
					</a>
				</Fragment>
			))}
		</p>
	);
}
