"use client";

import { usePathname } from "next/navigation";
import cy from "@/lib/i18n/cy/problem";
import en from "@/lib/i18n/en/problem";

// Imports these two files instead of the whole catalogue, because the browser downloads them.
const texts = { en, cy };

/**
 * Replaces a page that fails in the browser. Offers to load it again; the server then answers with the page or with a problem
 * page that has the organisation's contacts.
 */
export function DidNotLoad({ error }: { error?: Error }) {
	const path = usePathname() ?? "/";
	const locale = path === "/cy" || path.startsWith("/cy/") ? "cy" : "en";
	const t = texts[locale];
	// The word with which proxy.ts refuses a form.
	const refusals: Record<string, [string, string]> = {
		"someone-else": [t.someoneElseTitle, t.someoneElseLead],
		"too-many": [t.tooManyTitle, t.tooManyLead],
	};
	const [title, lead] = refusals[error?.message ?? ""] ?? [t.didNotLoadTitle, t.didNotLoadLead];
	return (
		<main id="main" lang={locale} className="mx-auto max-w-page px-5 py-9">
			<title>{title}</title>
			<h1 className="title">{title}</h1>
			<p className="max-w-read">{lead}</p>
			<p className="mt-6">
				{/* Plain links, so that the browser asks the server again. */}
				<a href={path}>{t.loadAgain}</a> · <a href={locale === "cy" ? "/cy/contact" : "/contact"}>{t.toContact}</a>
			</p>
		</main>
	);
}
